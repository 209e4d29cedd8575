package dev.sluice.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.port.Outbox;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RefundsTest {
    private static final UUID PAYMENT = UUID.fromString("00000001-0000-8000-8000-000000000001");
    private static final RefundOrder ORDER = new RefundOrder("refund-" + PAYMENT, PAYMENT, "ch-1", 500, "EUR");

    private static final Command SETTLED = new Command.RefundSettled(PAYMENT, "ch-1", 500, "EUR");

    private final Bank bank = new Bank();
    private final OneDesk desk = new OneDesk();
    private final MemoryCharges ledger = new MemoryCharges();
    private final Refunds refunds =
            new Refunds(new PaymentProviders("", List.of(bank)), desk, ledger, () -> Instant.ofEpochMilli(7));

    @Test
    void whatIsDoneAtOnceIsSettledAndStaysUntilItsCommit() {
        assertThat(refunds.deliver(message(0))).isEqualTo(Delivery.Progress.UNDER_WAY);

        assertThat(bank.orders).containsExactly(ORDER);
        assertThat(desk.commands).containsExactly(SETTLED);
    }

    /** Orders from before there were several charges have no key of their own: it must not change under a provider that has it. */
    @Test
    void anOrderHasItsOwnKeyOrThatOfItsPayment() {
        String keyed = message(0).payload().replace("{", "{\"key\": \"refund-2\", ");

        refunds.deliver(new Outbox.Message(1, Outbox.REFUND, 1, keyed, 0, 0));
        refunds.deliver(message(0));

        assertThat(bank.orders).extracting(RefundOrder::key).containsExactly("refund-2", "refund-" + PAYMENT);
    }

    @Test
    void whatIsOnlyAcceptedIsNotSettled() {
        bank.refund = new Refund.Accepted("re-1");

        assertThat(refunds.deliver(message(0))).isEqualTo(Delivery.Progress.UNDER_WAY);

        assertThat(desk.commands).isEmpty();
    }

    @Test
    void anAcceptedOrderIsAskedForAndNotGivenAgain() {
        bank.standing = charged(500, 0);

        refunds.deliver(message(1));

        assertThat(bank.orders).isEmpty();
        assertThat(desk.commands).isEmpty();
        bank.standing = charged(0, 500);
        refunds.deliver(message(2));
        assertThat(bank.orders).isEmpty();
        assertThat(desk.commands).containsExactly(SETTLED);
    }

    @Test
    void anOrderThatNeverReachedTheProviderIsGivenAgainUnderTheSameKey() {
        bank.standing = charged(0, 0);

        refunds.deliver(message(0));
        refunds.deliver(message(1));

        assertThat(bank.orders).containsExactly(ORDER, ORDER);
    }

    @Test
    void whatAnotherChargeReturnedIsNotThisOne() {
        bank.standing = new Standing.Charged(List.of(
                new Standing.Charge("ch-1", 500, "EUR", 0, 0), new Standing.Charge("ch-2", 500, "EUR", 0, 500)));

        refunds.deliver(message(1));

        assertThat(bank.orders).containsExactly(ORDER);
    }

    @Test
    void aPartIsOrderedOnceThoseBeforeItAreBack() {
        String payload = """
                {"key": "k-2", "payment": "%s", "provider": "bank", "reference": "ch-1", "amount": 200, "currency": "EUR",
                "charged": 500, "before": 100}""".formatted(PAYMENT);
        bank.standing = charged(100, 0);
        refunds.deliver(new Outbox.Message(1, Outbox.REFUND_PART, 1, payload, 0, 0));
        assertThat(bank.orders).isEmpty();

        bank.standing = charged(0, 100);
        bank.refund = new Refund.Accepted("re-2");
        refunds.deliver(new Outbox.Message(1, Outbox.REFUND_PART, 1, payload, 1, 0));
        assertThat(bank.orders).containsExactly(new RefundOrder("k-2", PAYMENT, "ch-1", 200, "EUR", 100));
        assertThat(desk.commands).isEmpty();

        bank.standing = charged(200, 100);
        refunds.deliver(new Outbox.Message(1, Outbox.REFUND_PART, 1, payload, 2, 0));
        bank.standing = charged(0, 300);
        refunds.deliver(new Outbox.Message(1, Outbox.REFUND_PART, 1, payload, 3, 0));
        assertThat(bank.orders).hasSize(1);
        assertThat(desk.commands).containsExactly(new Command.RefundSettled(PAYMENT, "ch-1", 500, "EUR", 300));
    }

    @Test
    void aSaleThatTakesNoCommandsHearsOfItLater() {
        desk.intake = Intake.UNAVAILABLE;

        assertThatIllegalStateException().isThrownBy(() -> refunds.deliver(message(0)));
    }

    @Test
    void whatWasTakenForNobodyIsSettledWithTheLedgerAlone() {
        String payload = message(0).payload().replace("{", "{\"unmatched\": true, ");

        refunds.deliver(new Outbox.Message(1, Outbox.REFUND, 1, payload, 0, 0));

        assertThat(bank.orders).containsExactly(ORDER);
        assertThat(desk.commands).isEmpty();
        assertThat(ledger.returned).containsExactly("ch-1");
    }

    @Test
    void whatItsProviderRefusesForGoodIsGivenUpAndAnythingElseIsNot() {
        bank.refusal = PaymentProviderException.refusal("no such charge");
        assertThatThrownBy(() -> refunds.deliver(message(0)))
                .isInstanceOf(UndeliverableException.class)
                .hasMessage("no such charge");

        bank.refusal = new PaymentProviderException("busy");
        assertThatThrownBy(() -> refunds.deliver(message(0))).isSameAs(bank.refusal);
    }

    @Test
    void anOrderThatMakesNoSenseIsGivenUp() {
        for (String payload : new String[] {
            "[]",
            "{}",
            message(0).payload().replace("500", "0"),
            message(0).payload().replace("-", "x")
        }) {
            assertThatThrownBy(() -> refunds.deliver(new Outbox.Message(1, Outbox.REFUND, 1, payload, 0, 0)))
                    .as(payload)
                    .isInstanceOf(UndeliverableException.class);
        }
    }

    @Test
    void aProviderThatIsGoneIsAFailure() {
        String payload = message(0).payload().replace("bank", "gone");

        assertThatThrownBy(() -> refunds.deliver(new Outbox.Message(1, Outbox.REFUND, 1, payload, 0, 0)))
                .isInstanceOf(PaymentProviderException.class);
    }

    private static Standing charged(long refunding, long refunded) {
        return new Standing.Charged(List.of(new Standing.Charge("ch-1", 500, "EUR", refunding, refunded)));
    }

    private static Outbox.Message message(int attempts) {
        String payload = """
                {"payment": "%s", "provider": "bank", "reference": "ch-1", "amount": 500, "currency": "EUR"}""".formatted(PAYMENT);
        return new Outbox.Message(1, Outbox.REFUND, 1, payload, attempts, 0);
    }
}
