package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An audit that never failed proves nothing: every check is seen to fail on rows that were made wrong. */
final class SaleAuditTest {
    /** By check: what makes the rows wrong, behind the back of the triggers. */
    private static final Map<String, String> WRONGS = Map.ofEntries(
            Map.entry("counters-match-rows", "UPDATE tier SET sold = sold + 1 WHERE sale = ?"),
            Map.entry("capacity-not-exceeded", "UPDATE reservation SET quantity = 101 WHERE sale = ? AND status = 1"),
            Map.entry("ordinals-without-gaps", "DELETE FROM reservation WHERE sale = ? AND ordinal = 1"),
            Map.entry("purchase-limit-kept", "UPDATE reservation SET quantity = 11 WHERE sale = ? AND status = 2"),
            Map.entry(
                    "confirmed-has-its-tickets",
                    "DELETE FROM ticket WHERE sale = ? AND status = 'VALID' AND index = 1"),
            Map.entry(
                    "admission-is-of-a-ticket",
                    "INSERT INTO admission SELECT gen_random_uuid(), number, now(), now(), '', 's', 'ann', NULL, false"
                            + " FROM sale WHERE number = ?"),
            Map.entry("valid-ticket-is-confirmed", "UPDATE ticket SET status = 'VALID' WHERE sale = ?"),
            Map.entry(
                    "items-are-what-was-bought",
                    "UPDATE reservation SET items = '{2,1}' WHERE sale = ? AND user_id = 'cem'"),
            Map.entry("confirmed-is-paid-once", "DELETE FROM payment WHERE sale = ? AND status = 'PAID'"),
            Map.entry(
                    "paid-is-confirmed-at-its-price",
                    "UPDATE payment SET amount = 1 WHERE sale = ? AND status = 'PAID'"),
            Map.entry(
                    "payment-follows-its-charges",
                    "UPDATE payment SET status = 'DECLINED' WHERE sale = ? AND status <> 'PAID'"),
            Map.entry("kept-charge-has-its-tickets", "UPDATE charge SET amount = 1 WHERE sale = ? AND status = 'KEPT'"),
            Map.entry("charges-are-tickets-and-refunds", "DELETE FROM charge WHERE sale = ? AND status = 'KEPT'"),
            Map.entry(
                    "tickets-back-are-refunded",
                    "UPDATE reservation SET tickets_back = '{1}', units_back = '{-1}' WHERE sale = ? AND status = 3"),
            Map.entry(
                    "parts-are-what-tickets-cost", "UPDATE charge SET in_parts = 1 WHERE sale = ? AND status = 'KEPT'"),
            Map.entry(
                    "part-has-its-order",
                    "INSERT INTO charge_part SELECT sale, payment, reference, 1, 1, now() FROM charge WHERE sale = ?"),
            Map.entry("refund-has-its-order", "DELETE FROM outbox WHERE sale = ?"),
            Map.entry(
                    "refunded-is-not-kept",
                    "UPDATE charge SET status = 'KEPT' WHERE sale = ? AND reference = 'charge-1'"));

    private SaleSample sale;

    @BeforeEach
    void sellAndRefund() {
        sale = SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 100, 7);
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 3, ReservationStatus.HELD);
        sale.make(batch, "bob", 0, 4, ReservationStatus.WAITLISTED);
        ReservationState confirmed = sale.make(batch, "cem", 0, 2, ReservationStatus.CONFIRMED);
        sale.pay(batch, confirmed, 1, PaymentStatus.PAID);
        ReservationState refunded = sale.make(batch, "dee", 0, 2, ReservationStatus.REFUNDED);
        sale.pay(batch, refunded, 1, PaymentStatus.REFUND_DUE);
        sale.commit(batch);
    }

    /** Money that is in no row of its payment, that is there twice, or is less than what goes back: whoever forges it, it is seen. */
    @Test
    void aChargeThatIsForgedIsSeen() throws SQLException {
        for (String forged : List.of(
                "INSERT INTO charge SELECT sale, payment, 'forged', 2, reservation, provider, 7, currency, 'REFUNDED', now(), now()"
                        + " FROM charge WHERE sale = ? AND status = 'REFUND_DUE'; DELETE FROM charge WHERE sale = ? AND status = 'KEPT'",
                "INSERT INTO charge SELECT sale, payment, 'forged', 2, NULL, provider, 7, currency, 'REFUND_DUE', now(), now()"
                        + " FROM charge WHERE sale = ? AND status = 'KEPT'",
                "INSERT INTO charge SELECT sale, payment, 'forged', 2, gen_random_uuid(), provider, amount, currency, 'KEPT', now(), now()"
                        + " FROM charge WHERE sale = ? AND status = 'KEPT'",
                "UPDATE outbox SET payload = payload || '{\"amount\": 1}' WHERE sale = ?",
                "UPDATE charge SET currency = 'EUR' WHERE sale = ?")) {
            sellAndRefund();

            TestServer.execute(
                    "SET session_replication_role = replica; " + forged.replace("?", String.valueOf(sale.number())));

            assertThat(audit().balanced()).as(forged).isFalse();
        }
    }

    @Test
    void rightRowsBalance() {
        Audit audit = audit();

        assertThat(audit.sale()).isEqualTo(sale.created().terms().id());
        assertThat(audit.checks())
                .allSatisfy(
                        check -> assertThat(check.violations()).as(check.name()).isZero());
        assertThat(audit.tiers()).containsExactly(new Audit.Tier("t0", 100, 3, 2, 0), new Audit.Tier("t1", 7, 0, 0, 0));
        assertThat(audit.money())
                .containsExactly(
                        new Audit.Money("CNY", 2, 4 * SaleSample.PRICE, 2 * SaleSample.PRICE, 2 * SaleSample.PRICE, 0));
        assertThat(audit.balanced()).isTrue();
    }

    /** What goes back in part is counted by the ticket: a part too much, too little, or without its order is seen. */
    @Test
    void aPartThatIsForgedIsSeen() throws SQLException {
        for (String forged : List.of(
                "SELECT ?",
                "UPDATE charge_part SET amount = amount + 1 WHERE sale = ?; UPDATE charge SET in_parts = in_parts + 1"
                        + " WHERE sale = ? AND in_parts > 0",
                "DELETE FROM outbox WHERE sale = ? AND kind = 'REFUND_PART'",
                "UPDATE outbox SET payload = payload || '{\"amount\": 1}' WHERE sale = ? AND kind = 'REFUND_PART'",
                "UPDATE ticket SET status = 'VALID' WHERE sale = ? AND index = 3",
                "UPDATE reservation SET tickets_back = NULL, units_back = NULL WHERE sale = ?",
                "UPDATE reservation SET quantity = 3 WHERE sale = ? AND tickets_back IS NOT NULL")) {
            sellAndRefund();
            Batch batch = sale.batch();
            ReservationState confirmed = sale.make(batch, "eve", 0, 3, ReservationStatus.CONFIRMED);
            sale.pay(batch, confirmed, 1, PaymentStatus.PAID);
            sale.commit(batch);
            Batch refund = sale.batch();
            sale.takeBack(refund, confirmed, 3);
            Charge.Part due = new Charge.Part(SaleSample.PRICE, false);
            sale.payInParts(refund, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, due), 1);
            sale.commit(refund);

            TestServer.execute(
                    "SET session_replication_role = replica; " + forged.replace("?", String.valueOf(sale.number())));

            assertThat(audit().balanced()).as(forged).isEqualTo(forged.startsWith("SELECT"));
        }
    }

    /** Of an order of several tiers each ticket is of its own, and costs what that costs. */
    @Test
    void whatIsWrongInOneTierOfSeveralIsSeen() throws SQLException {
        for (String forged : List.of(
                "SELECT ?",
                "UPDATE ticket SET tier = 0 WHERE sale = ?",
                "UPDATE ticket SET status = 'REFUNDED' WHERE sale = ? AND tier = 1",
                "UPDATE reservation SET items = '{2,1}' WHERE sale = ? AND items IS NOT NULL",
                "UPDATE reservation SET items = NULL WHERE sale = ? AND items IS NOT NULL",
                "UPDATE tier SET sold = sold - 1 WHERE sale = ? AND number = 1",
                "UPDATE tier SET price = price + 1 WHERE sale = ? AND number = 1",
                "UPDATE charge_part SET amount = amount - 1 WHERE sale = ?; UPDATE charge SET in_parts = in_parts - 1"
                        + " WHERE sale = ? AND in_parts > 0")) {
            sale = SaleSample.mixed(TestServer.ledger());
            Batch batch = sale.batch();
            ReservationState confirmed = sale.mix(batch, "eve", ReservationStatus.CONFIRMED, 2, 2);
            sale.pay(batch, confirmed, 1, PaymentStatus.PAID);
            sale.commit(batch);
            Batch refund = sale.batch();
            sale.takeBack(refund, confirmed, 2);
            Charge.Part due = new Charge.Part(SaleSample.PRICE, false);
            sale.payInParts(refund, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, due), 1);
            sale.commit(refund);

            TestServer.execute(
                    "SET session_replication_role = replica; " + forged.replace("?", String.valueOf(sale.number())));

            Audit audit = audit();
            assertThat(audit.balanced()).as(forged + audit.checks()).isEqualTo(forged.startsWith("SELECT"));
        }
    }

    @Test
    void unpaidUnitsAreNotHeldWhereStockIsTakenAtPayment() {
        sale = SaleSample.in(TestServer.ledger(), TakeStock.PAYMENT, 2);
        sale.make("ann", 0, 3, ReservationStatus.HELD);

        assertThat(audit().tiers()).containsExactly(new Audit.Tier("t0", 2, 0, 0, 0));
        assertThat(audit().balanced()).isTrue();
    }

    @Test
    void everyCheckFailsOnRowsThatBreakIt() throws SQLException {
        assertThat(WRONGS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        audit().checks().stream().map(Audit.Check::name).toList());
        for (Map.Entry<String, String> wrong : WRONGS.entrySet()) {
            sellAndRefund();

            TestServer.execute("SET session_replication_role = replica; "
                    + wrong.getValue().replace("?", String.valueOf(sale.number())));

            Audit audit = audit();
            assertThat(audit.balanced()).as(wrong.getKey()).isFalse();
            assertThat(audit.checks())
                    .filteredOn(check -> check.name().equals(wrong.getKey()))
                    .singleElement()
                    .satisfies(check ->
                            assertThat(check.violations()).as(wrong.getKey()).isPositive());
        }
    }

    @Test
    void auditOfNoSaleIsRefused() {
        assertThatThrownBy(() -> TestServer.database().reports().audit(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Audit audit() {
        return TestServer.database().reports().audit(sale.number());
    }
}
