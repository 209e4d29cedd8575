package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresOutboxTest {
    private static final int MANY = 1_000;

    private final Outbox outbox = TestServer.database().outbox();
    private final SaleSample sale = SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 5);

    /** The database is shared: what one test ordered must not be due in the next. */
    @AfterEach
    void putOffAll() {
        outbox.take(Outbox.REFUND, SaleSample.NOW_MILLIS + 1_000, 0, MANY)
                .forEach(order -> outbox.putOff(order.number(), SaleSample.NOW_MILLIS + 1_000_000, "the test is over"));
    }

    @Test
    void orderedRefundIsDueAtOnceWithAllThatAProviderNeeds() {
        PaymentState refund = orderRefund("ann");

        Outbox.Message order = due(SaleSample.NOW_MILLIS).getFirst();

        assertThat(order.kind()).isEqualTo(Outbox.REFUND);
        assertThat(order.payload())
                .contains("\"payment\": \"" + refund.id() + "\"")
                .contains("\"provider\": \"sandbox\"")
                .contains("\"reference\": \"charge-1\"")
                .contains("\"key\": \"refund-" + refund.id() + "\"")
                .contains("\"amount\": " + refund.amount())
                .contains("\"currency\": \"CNY\"");
        assertThat(order.attempts()).isZero();
        assertThat(due(SaleSample.NOW_MILLIS - 1)).isEmpty();
    }

    @Test
    void aPaymentsChargesGoBackEachByItsOwnOrder() {
        ReservationState expired = sale.make("ann", 0, 1, ReservationStatus.EXPIRED);
        Batch batch = sale.batch();
        PaymentState payment = sale.pay(
                batch,
                expired,
                1,
                SaleSample.charge(expired, "first", ChargeStatus.REFUND_DUE),
                new Charge("second", 7, "EUR", ChargeStatus.REFUND_DUE, SaleSample.NOW_MILLIS));
        sale.commit(batch);

        List<Outbox.Message> orders = due(SaleSample.NOW_MILLIS);
        assertThat(orders).hasSize(2);
        assertThat(orders.getFirst().payload()).contains("\"refund-" + payment.id() + "\"", "\"first\"");
        assertThat(orders.getLast().payload())
                .contains("\"refund-" + payment.id() + "-2\"", "\"second\"", "\"amount\": 7", "\"EUR\"");

        Batch settled = sale.batch();
        sale.pay(
                settled,
                expired,
                1,
                SaleSample.charge(expired, "first", ChargeStatus.REFUNDED),
                new Charge("second", 7, "EUR", ChargeStatus.REFUNDED, SaleSample.NOW_MILLIS));
        sale.commit(settled);
        assertThat(due(SaleSample.NOW_MILLIS)).isEmpty();
    }

    @Test
    void partsOfAChargeGoBackEachByItsOwnOrderInTheirOrder() {
        Batch first = sale.batch();
        ReservationState confirmed = sale.make(first, "ann", 0, 3, ReservationStatus.CONFIRMED);
        PaymentState payment = sale.pay(first, confirmed, 1, PaymentStatus.PAID);
        sale.commit(first);
        Charge.Part due = new Charge.Part(SaleSample.PRICE, false);
        Batch batch = sale.batch();
        ReservationState two = sale.takeBack(batch, confirmed, 1);
        sale.payInParts(batch, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, due), 1);
        sale.commit(batch);
        Batch second = sale.batch();
        sale.takeBack(second, two, 3);
        sale.payInParts(second, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, due, due), 2);
        sale.commit(second);

        List<Outbox.Message> orders = parts(payment);
        assertThat(orders).hasSize(2);
        assertThat(orders.getFirst().payload())
                .contains(
                        "\"key\": \"refund-" + payment.id() + "-1-1\"",
                        "\"before\": 0",
                        "\"amount\": " + SaleSample.PRICE + ",",
                        "\"charged\": " + 3 * SaleSample.PRICE);
        assertThat(orders.getLast().payload())
                .contains("-1-2\"", "\"before\": " + SaleSample.PRICE, "\"amount\": " + SaleSample.PRICE + ",");

        Batch settled = sale.batch();
        Charge.Part back = new Charge.Part(SaleSample.PRICE, true);
        sale.payInParts(settled, confirmed, SaleSample.inParts(confirmed, ChargeStatus.KEPT, back, due), 0);
        sale.commit(settled);
        assertThat(parts(payment)).containsExactly(orders.getLast());
        assertThat(TestServer.database().reports().audit(sale.number()).balanced())
                .isTrue();
        assertThat(TestServer.database().reports().audit(sale.number()).money())
                .containsExactly(new Audit.Money(
                        "CNY", 1, 3 * SaleSample.PRICE, SaleSample.PRICE, SaleSample.PRICE, SaleSample.PRICE));
        outbox.complete(orders.getLast().number(), SaleSample.NOW_MILLIS);
    }

    private List<Outbox.Message> parts(PaymentState payment) {
        return outbox.take(Outbox.REFUND_PART, SaleSample.NOW_MILLIS, 0, MANY).stream()
                .filter(order -> order.payload().contains(payment.id().toString()))
                .toList();
    }

    @Test
    void settledRefundIsNotDueAgainAndTheOthersAre() {
        ReservationState expired = sale.make("ann", 0, 1, ReservationStatus.EXPIRED);
        Batch ordered = sale.batch();
        sale.pay(ordered, expired, 1, PaymentStatus.REFUND_DUE);
        sale.commit(ordered);
        PaymentState other = orderRefund("bob");

        Batch settled = sale.batch();
        sale.pay(settled, expired, 1, PaymentStatus.REFUNDED);
        sale.commit(settled);

        assertThat(due(SaleSample.NOW_MILLIS + 1_000))
                .singleElement()
                .extracting(Outbox.Message::payload)
                .asString()
                .contains(other.id().toString());
    }

    @Test
    void failedDeliveryIsDueLaterAndCounted() {
        orderRefund("ann");
        orderRefund("bob");
        Outbox.Message first = due(SaleSample.NOW_MILLIS).getFirst();

        outbox.putOff(first.number(), SaleSample.NOW_MILLIS + 1_000, "the provider is down");

        assertThat(due(SaleSample.NOW_MILLIS + 999))
                .extracting(Outbox.Message::number)
                .doesNotContain(first.number());
        Outbox.Message again = due(SaleSample.NOW_MILLIS + 1_000).getLast();
        assertThat(again.number()).isEqualTo(first.number());
        assertThat(again.attempts()).isEqualTo(1);
    }

    @Test
    void limitBoundsWhatIsRead() {
        orderRefund("ann");
        orderRefund("bob");

        assertThat(outbox.take(Outbox.REFUND, SaleSample.NOW_MILLIS, 0, 1)).hasSize(1);
    }

    @Test
    void messagesOfAnyKindWaitApart() throws SQLException {
        long refunds = waiting(Outbox.REFUND).messages();
        orderRefund("ann");
        String kind = "POSTCARD-" + sale.number();
        TestServer.execute("""
                INSERT INTO outbox (sale, kind, payload, created_at, due_at)
                VALUES (%d, '%s', '{"to": "bob"}', now(), to_timestamp(%d / 1000.0))""".formatted(sale.number(), kind, SaleSample.NOW_MILLIS));

        assertThat(due(SaleSample.NOW_MILLIS)).hasSize(1);
        assertThat(waiting(kind).messages()).isEqualTo(1);
        assertThat(waiting(Outbox.REFUND).messages()).isEqualTo(refunds + 1);
        Outbox.Message card = outbox.take(kind, SaleSample.NOW_MILLIS, 0, MANY).getFirst();
        assertThat(card.payload()).isEqualTo("{\"to\": \"bob\"}");

        outbox.complete(card.number(), SaleSample.NOW_MILLIS);

        assertThat(outbox.take(kind, SaleSample.NOW_MILLIS, 0, MANY)).isEmpty();
        assertThat(outbox.waiting()).doesNotContainKey(kind);
    }

    @Test
    void whatWasTakenIsNobodyElsesUntilItsLeaseIsOver() {
        orderRefund("ann");
        Outbox.Message order = outbox.take(Outbox.REFUND, SaleSample.NOW_MILLIS, 500, MANY).stream()
                .filter(taken -> taken.sale() == sale.number())
                .findAny()
                .orElseThrow();
        assertThat(order.createdAtMillis()).isEqualTo(SaleSample.NOW_MILLIS);

        assertThat(due(SaleSample.NOW_MILLIS + 499)).isEmpty();
        assertThat(due(SaleSample.NOW_MILLIS + 500)).containsExactly(order);
    }

    @Test
    void twoWhoTakeAtTheSameTimeTakeDifferentOnes() throws Exception {
        for (int i = 0; i < 5; i++) {
            orderRefund("user" + i);
        }
        List<Callable<List<Outbox.Message>>> takers =
                Collections.nCopies(4, () -> outbox.take(Outbox.REFUND, SaleSample.NOW_MILLIS, 500, MANY));
        List<Long> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Outbox.Message>> one : threads.invokeAll(takers)) {
                one.get().stream()
                        .filter(message -> message.sale() == sale.number())
                        .forEach(message -> taken.add(message.number()));
            }
        }
        assertThat(taken).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whatWasGivenUpWaitsForAPerson() {
        Outbox.Waiting before = waiting(Outbox.REFUND);
        PaymentState payment = orderRefund("ann");
        Outbox.Message order = due(SaleSample.NOW_MILLIS).getFirst();

        outbox.giveUp(order.number(), SaleSample.NOW_MILLIS + 1, "no such charge");

        assertThat(due(SaleSample.NOW_MILLIS + 1_000)).isEmpty();
        assertThat(waiting(Outbox.REFUND).failed()).isEqualTo(before.failed() + 1);
        assertThat(waiting(Outbox.REFUND).messages()).isEqualTo(before.messages());
        Charges charges = TestServer.database().charges();
        Charges.Order failed =
                charges.orders(Charges.Which.FAILED, null, Long.MAX_VALUE, 1).getFirst();
        assertThat(failed.payment()).isEqualTo(payment.id());
        assertThat(failed.sale()).isEqualTo(sale.created().terms().id());
        assertThat(failed.error()).isEqualTo("no such charge");
        assertThat(failed.failedAtMillis()).isEqualTo(SaleSample.NOW_MILLIS + 1);

        charges.retry(order.number(), SaleSample.NOW_MILLIS + 2);

        assertThat(due(SaleSample.NOW_MILLIS + 2)).hasSize(1);
        assertThat(charges.order(order.number()).state()).isEqualTo(Charges.Which.DUE);
    }

    /** With all that is known to have been taken for them, so that what their provider says can be compared. */
    @Test
    void paymentsThatWereBegunAreReadInTheirOrderWithTheirCharges() {
        Batch batch = sale.batch();
        PaymentState pending =
                sale.pay(batch, sale.make(batch, "ann", 0, 1, ReservationStatus.HELD), 1, PaymentStatus.PENDING);
        PaymentState paid =
                sale.pay(batch, sale.make(batch, "bob", 0, 1, ReservationStatus.CONFIRMED), 1, PaymentStatus.PAID);
        ReservationState ended = sale.make(batch, "cat", 0, 1, ReservationStatus.EXPIRED);
        PaymentState twice = sale.pay(
                batch,
                ended,
                1,
                SaleSample.charge(ended, "first", ChargeStatus.REFUNDED),
                SaleSample.charge(ended, "second", ChargeStatus.REFUND_DUE));
        sale.commit(batch);

        List<Charges.Begun> all = begun(Charges.Reported.OR_NOT);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(one -> one.payment().toString()));
        assertThat(all)
                .extracting(Charges.Begun::payment)
                .containsExactlyInAnyOrder(pending.id(), paid.id(), twice.id());
        assertThat(all)
                .filteredOn(Charges.Begun::pending)
                .extracting(Charges.Begun::payment)
                .containsExactly(pending.id());
        for (PaymentState one : List.of(pending, paid, twice)) {
            assertThat(all)
                    .filteredOn(found -> found.payment().equals(one.id()))
                    .singleElement()
                    .isEqualTo(new Charges.Begun(
                            sale.number(),
                            one.id(),
                            "sandbox",
                            SaleSample.NOW_MILLIS,
                            one.equals(pending),
                            one.charges()));
        }
        assertThat(begun(Charges.Reported.NOT_YET))
                .extracting(Charges.Begun::payment)
                .containsExactly(pending.id());
        Charges charges = TestServer.database().charges();
        long untilMillis = SaleSample.NOW_MILLIS; // other tests have later ones in the same tables
        Charges.Begun last = charges.begun(Charges.Reported.OR_NOT, 0, new UUID(0, 0), untilMillis, Integer.MAX_VALUE)
                .getLast();
        assertThat(charges.begun(Charges.Reported.OR_NOT, last.createdAtMillis(), last.payment(), untilMillis, 1))
                .isEmpty();
    }

    /** A sale that never was, and a payment that never was of a sale that is. */
    @Test
    void moneyForNobodyIsKeptOnceAndGoesBack() {
        Charges charges = TestServer.database().charges();
        Charge taken = new Charge("by hand", 7, "EUR", ChargeStatus.REFUND_DUE, SaleSample.NOW_MILLIS);
        UUID ofNoSale = new UUID(-1L << 42 | 0x8000L, Long.MIN_VALUE | sale.number());
        UUID ofThisSale = new UUID((long) sale.number() << 42 | 0x8000L, Long.MIN_VALUE);
        for (UUID payment : List.of(ofNoSale, ofThisSale)) {
            assertThat(charges.keepUnmatched(payment, "sandbox", taken)).isTrue();
            assertThat(charges.keepUnmatched(payment, "sandbox", taken)).isTrue();

            Charges.Order order = charges.orders(Charges.Which.UNMATCHED, null, Long.MAX_VALUE, 1)
                    .getFirst();
            assertThat(order.payment()).isEqualTo(payment);
            assertThat(order.reservation()).isNull();
            assertThat(order.charge()).isEqualTo(taken);
            assertThat(order.sale())
                    .isEqualTo(
                            payment.equals(ofThisSale) ? sale.created().terms().id() : null);
            assertThat(outbox.take(Outbox.REFUND, SaleSample.NOW_MILLIS, 0, MANY))
                    .filteredOn(message -> message.number() == order.number())
                    .singleElement()
                    .extracting(Outbox.Message::payload)
                    .asString()
                    .contains("\"unmatched\": true", "\"by hand\"");

            charges.unmatchedReturned(payment, "by hand", SaleSample.NOW_MILLIS + 5);

            assertThat(charges.order(order.number()).state()).isEqualTo(Charges.Which.DONE);
            assertThat(charges.order(order.number()).charge().status()).isEqualTo(ChargeStatus.REFUNDED);
        }
        assertThat(TestServer.database().reports().audit(sale.number()).balanced())
                .isTrue();
        Audit nobodys = TestServer.database().reports().auditOfNoSale();
        assertThat(nobodys.balanced()).isTrue();
        assertThat(nobodys.money()).singleElement().isEqualTo(new Audit.Money("EUR", 1, 7, 0, 0, 7));
    }

    /** Where no sale counts it, the audit of none does. */
    @Test
    void moneyForASaleThatNeverWasAndThatNobodyReturnsIsFoundByTheAudit() throws SQLException {
        Charges charges = TestServer.database().charges();
        UUID payment = new UUID(-1L << 42 | 0x8000L, Long.MIN_VALUE | sale.number() | 1L << 40);
        charges.keepUnmatched(
                payment, "sandbox", new Charge("gone", 9, "JPY", ChargeStatus.REFUND_DUE, SaleSample.NOW_MILLIS));
        try {
            assertThat(TestServer.database().reports().auditOfNoSale().balanced())
                    .isTrue();

            TestServer.execute("DELETE FROM outbox WHERE payment = '" + payment + "'");

            Audit nobodys = TestServer.database().reports().auditOfNoSale();
            assertThat(nobodys.balanced()).isFalse();
            assertThat(nobodys.checks())
                    .filteredOn(check -> check.violations() > 0)
                    .singleElement()
                    .isEqualTo(new Audit.Check("refund-has-its-order", 1));
        } finally {
            TestServer.execute("DELETE FROM charge WHERE payment = '" + payment + "'");
        }
    }

    @Test
    void whatTheLedgerKnowsIsNotNobodys() {
        PaymentState payment = orderRefund("ann");
        Charge taken = new Charge("other", 7, "EUR", ChargeStatus.REFUND_DUE, SaleSample.NOW_MILLIS);
        Charges charges = TestServer.database().charges();

        assertThat(charges.keepUnmatched(payment.id(), "sandbox", taken)).isFalse();
        charges.unmatchedReturned(payment.id(), "charge-1", SaleSample.NOW_MILLIS);

        assertThat(due(SaleSample.NOW_MILLIS)).hasSize(1);
    }

    private Outbox.Waiting waiting(String kind) {
        return outbox.waiting().getOrDefault(kind, new Outbox.Waiting(0, 0, 0));
    }

    private PaymentState orderRefund(String user) {
        ReservationState expired = sale.make(user, 0, 1, ReservationStatus.EXPIRED);
        Batch batch = sale.batch();
        PaymentState refund = sale.pay(batch, expired, 1, PaymentStatus.REFUND_DUE);
        sale.commit(batch);
        return refund;
    }

    /** Of this sale. */
    private List<Charges.Begun> begun(Charges.Reported reported) {
        return TestServer.database()
                .charges()
                .begun(reported, 0, new UUID(0, 0), SaleSample.NOW_MILLIS, Integer.MAX_VALUE)
                .stream()
                .filter(one -> one.sale() == sale.number())
                .toList();
    }

    private List<Outbox.Message> due(long nowMillis) {
        return outbox.take(Outbox.REFUND, nowMillis, 0, MANY).stream()
                .filter(order -> order.sale() == sale.number())
                .toList();
    }
}
