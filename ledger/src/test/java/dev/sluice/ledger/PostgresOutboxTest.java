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
        outbox.dueRefunds(SaleSample.NOW_MILLIS + 1_000, MANY)
                .forEach(order -> outbox.retry(order.message(), SaleSample.NOW_MILLIS + 1_000_000, "the test is over"));
    }

    @Test
    void orderedRefundIsDueAtOnceWithAllThatAProviderNeeds() {
        PaymentState refund = orderRefund("ann");

        Outbox.RefundOrder order = due(SaleSample.NOW_MILLIS).getFirst();

        assertThat(order.payment()).isEqualTo(refund.id());
        assertThat(order.provider()).isEqualTo("sandbox");
        assertThat(order.providerReference()).isEqualTo(refund.providerReference());
        assertThat(order.amount()).isEqualTo(refund.amount());
        assertThat(order.currency()).isEqualTo("CNY");
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
                .extracting(Outbox.RefundOrder::payment)
                .containsExactly(other.id());
    }

    @Test
    void failedDeliveryIsDueLaterAndCounted() {
        orderRefund("ann");
        orderRefund("bob");
        Outbox.RefundOrder first = due(SaleSample.NOW_MILLIS).getFirst();

        outbox.retry(first.message(), SaleSample.NOW_MILLIS + 1_000, "the provider is down");

        assertThat(due(SaleSample.NOW_MILLIS + 999))
                .extracting(Outbox.RefundOrder::message)
                .doesNotContain(first.message());
        Outbox.RefundOrder again = due(SaleSample.NOW_MILLIS + 1_000).getLast();
        assertThat(again.message()).isEqualTo(first.message());
        assertThat(again.attempts()).isEqualTo(1);
    }

    @Test
    void limitBoundsWhatIsRead() {
        orderRefund("ann");
        orderRefund("bob");

        assertThat(outbox.dueRefunds(SaleSample.NOW_MILLIS, 1)).hasSize(1);
    }

    private PaymentState orderRefund(String user) {
        ReservationState expired = sale.make(user, 0, 1, ReservationStatus.EXPIRED);
        Batch batch = sale.batch();
        PaymentState refund = sale.pay(batch, expired, 1, PaymentStatus.REFUND_DUE);
        sale.commit(batch);
        return refund;
    }

    private List<Outbox.RefundOrder> due(long nowMillis) {
        return outbox.dueRefunds(nowMillis, MANY).stream()
                .filter(order -> order.sale() == sale.number())
                .toList();
    }
}
