package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresOutboxTest {
    private static final int MANY = 1_000;

    private final Outbox outbox = TestServer.database().outbox();
    private final SaleSample sale = SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 5);

    /** The database is shared: what one test ordered must not be due in the next. */
    @AfterEach
    void putOffAll() {
        outbox.due(Outbox.REFUND, SaleSample.NOW_MILLIS + 1_000, MANY)
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
                .contains("\"reference\": \"" + refund.providerReference() + "\"")
                .contains("\"amount\": " + refund.amount())
                .contains("\"currency\": \"CNY\"");
        assertThat(order.attempts()).isZero();
        assertThat(due(SaleSample.NOW_MILLIS - 1)).isEmpty();
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

        assertThat(outbox.due(Outbox.REFUND, SaleSample.NOW_MILLIS, 1)).hasSize(1);
    }

    @Test
    void messagesOfAnyKindWaitApart() throws SQLException {
        long refunds = outbox.waiting().getOrDefault(Outbox.REFUND, 0L);
        orderRefund("ann");
        String kind = "POSTCARD-" + sale.number();
        TestServer.execute("""
                INSERT INTO outbox (sale, kind, payload, created_at, due_at)
                VALUES (%d, '%s', '{"to": "bob"}', now(), to_timestamp(%d / 1000.0))""".formatted(sale.number(), kind, SaleSample.NOW_MILLIS));

        assertThat(due(SaleSample.NOW_MILLIS)).hasSize(1);
        assertThat(outbox.waiting()).containsEntry(kind, 1L).containsEntry(Outbox.REFUND, refunds + 1);
        Outbox.Message card = outbox.due(kind, SaleSample.NOW_MILLIS, MANY).getFirst();
        assertThat(card.payload()).isEqualTo("{\"to\": \"bob\"}");

        outbox.complete(card.number(), SaleSample.NOW_MILLIS);

        assertThat(outbox.due(kind, SaleSample.NOW_MILLIS, MANY)).isEmpty();
        assertThat(outbox.waiting()).doesNotContainKey(kind);
    }

    private PaymentState orderRefund(String user) {
        ReservationState expired = sale.make(user, 0, 1, ReservationStatus.EXPIRED);
        Batch batch = sale.batch();
        PaymentState refund = sale.pay(batch, expired, 1, PaymentStatus.REFUND_DUE);
        sale.commit(batch);
        return refund;
    }

    private List<Outbox.Message> due(long nowMillis) {
        return outbox.due(Outbox.REFUND, nowMillis, MANY).stream()
                .filter(order -> order.sale() == sale.number())
                .toList();
    }
}
