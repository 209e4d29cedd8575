package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever writes to the tables without the ledger's code is refused what the ledger is refused. */
final class DirectWritesTest {
    private final LedgerPorts ledger = TestServer.ledger();
    private SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);

    @Test
    void insertBeyondTheCapacityIsRefused() throws SQLException {
        insert(1, 0, StatusCode.of(ReservationStatus.HELD), 3);

        assertRefused(() -> insert(2, 0, StatusCode.of(ReservationStatus.HELD), 3), "never_oversold");
        assertRefused(() -> insert(2, 0, StatusCode.of(ReservationStatus.CONFIRMED), 3), "never_oversold");

        insert(2, 0, StatusCode.of(ReservationStatus.HELD), 2);
        assertThat(sale.claim().reservations).hasSize(2);
    }

    @Test
    void statusThatTakesMoreThanTheCapacityIsRefused() {
        sale.make("ann", 0, 4, ReservationStatus.HELD);
        sale.make("bob", 0, 2, ReservationStatus.WAITLISTED);

        assertRefused(
                () -> update("UPDATE reservation SET status = 1 WHERE sale = ? AND ordinal = 2"), "never_oversold");
        assertRefused(() -> update("UPDATE reservation SET status = 3 WHERE sale = ?"), "never_oversold");
    }

    @Test
    void quantityThatTakesMoreThanTheCapacityIsRefused() {
        sale.make("ann", 0, 4, ReservationStatus.HELD);

        assertRefused(() -> update("UPDATE reservation SET quantity = 6 WHERE sale = ?"), "never_oversold");
    }

    @Test
    void deletedReservationGivesItsUnitsBack() throws SQLException {
        sale.make("ann", 0, 4, ReservationStatus.HELD);

        update("DELETE FROM reservation WHERE sale = ?");

        assertThat(sale.claim().claim.tiers().getFirst().held()).isZero();
    }

    @Test
    void reservationOfNoTierIsRefused() {
        assertRefused(() -> insert(1, 1, StatusCode.of(ReservationStatus.HELD), 1), "has no tier");
    }

    @Test
    void reservationThatIsNotDecidedIsRefused() {
        assertRefused(() -> insert(1, 0, StatusCode.of(ReservationStatus.QUEUED), 1), "reservation_status_check");
    }

    @Test
    void tierCannotClaimMoreThanItsCapacity() {
        sale.make("ann", 0, 4, ReservationStatus.HELD);

        assertRefused(() -> update("UPDATE tier SET sold = 2 WHERE sale = ?"), "never_oversold");
        assertRefused(() -> update("UPDATE tier SET unpaid = unpaid + 2 WHERE sale = ?"), "never_oversold");
        assertRefused(() -> update("UPDATE tier SET withheld = 2 WHERE sale = ?"), "never_oversold");
        assertRefused(() -> update("UPDATE tier SET capacity = 3 WHERE sale = ?"), "never_oversold");
        assertRefused(() -> update("UPDATE tier SET held = 0 WHERE sale = ?"), "held");
        assertRefused(() -> update("DELETE FROM tier WHERE sale = ?"), "has reservations");
    }

    @Test
    void secondSuccessfulPaymentOfAReservationIsRefused() {
        ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
        Batch batch = sale.batch();
        sale.pay(batch, held, 1, PaymentStatus.PAID);
        sale.pay(batch, held, 2, PaymentStatus.DECLINED);
        sale.commit(batch);

        assertRefused(() -> update("UPDATE payment SET status = 'PAID' WHERE sale = ?"), "payment_paid_once");
    }

    @Test
    void secondChargeThatIsKeptForAReservationIsRefused() {
        ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
        Batch batch = sale.batch();
        sale.pay(
                batch,
                held,
                1,
                SaleSample.charge(held, "first", ChargeStatus.KEPT),
                SaleSample.charge(held, "second", ChargeStatus.REFUND_DUE));
        sale.commit(batch);

        assertRefused(() -> update("UPDATE charge SET status = 'KEPT' WHERE sale = ?"), "charge_kept_once");
    }

    @Test
    void secondRefundOfAChargeIsRefused() {
        ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
        Batch batch = sale.batch();
        sale.pay(batch, held, 1, PaymentStatus.REFUND_DUE);
        sale.commit(batch);

        assertRefused(() -> update("""
                INSERT INTO outbox (sale, kind, payment, reference, payload, created_at, due_at)
                SELECT sale, kind, payment, reference, payload, created_at, due_at FROM outbox WHERE sale = ?"""), "outbox_refund_once");
        assertRefused(() -> update("UPDATE outbox SET reference = 'other' WHERE sale = ?"), "outbox_charge_fkey");
    }

    @Test
    void whatIsTakenBackOfAReservationStaysSoAndNoMoreGoesBackThanWasTaken() {
        Batch first = sale.batch();
        ReservationState confirmed = sale.make(first, "ann", 0, 3, ReservationStatus.CONFIRMED);
        sale.pay(first, confirmed, 1, PaymentStatus.PAID);
        sale.commit(first);
        Batch batch = sale.batch();
        sale.takeBack(batch, confirmed, 2);
        Charge.Part due = new Charge.Part(SaleSample.PRICE, false);
        sale.payInParts(batch, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, due), 1);
        sale.commit(batch);

        String kept = "are taken back once each";
        assertRefused(
                () -> update("UPDATE reservation SET tickets_back = NULL, units_back = NULL WHERE sale = ?"), kept);
        assertRefused(() -> update("UPDATE reservation SET quantity = 3 WHERE sale = ?"), kept);
        assertRefused(() -> update("UPDATE reservation SET amount = amount - 1 WHERE sale = ?"), kept);
        assertRefused(() -> takeBack("{2,2}", "{-1,-1}"), kept);
        assertRefused(() -> takeBack("{2,4}", "{-1,-1}"), kept);
        assertRefused(() -> takeBack("{1,2}", "{-1,-1}"), kept);
        assertRefused(() -> takeBack("{2,1}", "{-1}"), "a_unit_each_that_is_back");
        assertRefused(() -> update("UPDATE ticket SET status = 'VALID' WHERE sale = ?"), "was taken back");
        // As a program does that does not know of parts: it would return all once more.
        assertRefused(() -> update("UPDATE charge SET status = 'REFUND_DUE' WHERE sale = ?"), "parts go back");
        assertRefused(() -> update("""
                INSERT INTO charge_part SELECT sale, payment, reference, 2, amount - in_parts + 1, now() FROM charge WHERE sale = ?"""), "more of a charge goes back");
        assertRefused(() -> update("UPDATE charge_part SET amount = 1 WHERE sale = ?"), "stays");
        assertRefused(() -> update("""
                INSERT INTO outbox (sale, kind, payment, reference, payload, created_at, due_at, part_order)
                SELECT sale, kind, payment, reference, payload, created_at, due_at, part_order FROM outbox WHERE sale = ?"""), "outbox_part_order_key");
    }

    @Test
    void itemsOfSeveralTiersAreWhatAReservationHas() {
        SaleSample mixed = SaleSample.mixed(TestServer.ledger());
        Batch first = mixed.batch();
        mixed.mix(first, "ann", ReservationStatus.HELD, 2, 1);
        mixed.commit(first);
        sale = mixed;

        String wrong = "are not what it has, or was bought";
        for (String items : List.of("'{1,2}'", "'{2}'", "'{3,1}'", "'{2,0,1}'", "'{4,-1}'", "'{}'", "NULL")) {
            assertRefused(() -> update("UPDATE reservation SET items = " + items + " WHERE sale = ?"), wrong);
        }
        assertRefused(() -> update("UPDATE reservation SET quantity = 2 WHERE sale = ?"), wrong);
        assertRefused(() -> update("UPDATE reservation SET status = 2 WHERE sale = ?"), wrong);
        String insert = """
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, user_id, items)
                VALUES (?, 2, gen_random_uuid(), 0, 1, 3, 0, now(), 'eve', '%s')""";
        assertRefused(() -> update(insert.formatted("{2,2}")), wrong);
        assertRefused(() -> update(insert.formatted("{0,3}")), "never_oversold");
        assertRefused(() -> update(insert.formatted("{1,1,1}")), "has no tier");
    }

    private void takeBack(String tickets, String units) throws SQLException {
        update("UPDATE reservation SET quantity = quantity - 1, tickets_back = '" + tickets + "', units_back = '"
                + units + "' WHERE sale = ?");
    }

    private void insert(int ordinal, int tier, short status, int quantity) throws SQLException {
        TestServer.execute("""
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, user_id)
                VALUES (%d, %d, gen_random_uuid(), %d, %d, %d, 0, now(), 'eve')""".formatted(sale.number(), ordinal, tier, status, quantity));
    }

    private void update(String sql) throws SQLException {
        TestServer.execute(sql.replace("?", String.valueOf(sale.number())));
    }

    /** A statement that must fail. */
    private interface Write {
        void run() throws SQLException;
    }

    private static void assertRefused(Write write, String why) {
        assertThatThrownBy(write::run).isInstanceOf(SQLException.class).hasMessageContaining(why);
    }
}
