package dev.sluice.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Outbox;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RefundsTest {
    private static final UUID PAYMENT = UUID.fromString("00000001-0000-8000-8000-000000000001");
    private static final RefundOrder ORDER = new RefundOrder("refund-" + PAYMENT, PAYMENT, "ch-1", 500, "EUR");

    private final Bank bank = new Bank();
    private final Desk desk = new Desk();
    private final Refunds refunds = new Refunds(new PaymentProviders("", List.of(bank)), desk);

    @Test
    void whatIsDoneAtOnceIsSettledAndStaysUntilItsCommit() {
        assertThat(refunds.deliver(message(0))).isEqualTo(Delivery.Progress.UNDER_WAY);

        assertThat(bank.orders).containsExactly(ORDER);
        assertThat(desk.commands).containsExactly(new Command.RefundSettled(PAYMENT));
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
        assertThat(desk.commands).containsExactly(new Command.RefundSettled(PAYMENT));
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
    void aSaleThatTakesNoCommandsHearsOfItLater() {
        desk.intake = Intake.UNAVAILABLE;

        assertThatIllegalStateException().isThrownBy(() -> refunds.deliver(message(0)));
    }

    @Test
    void aProviderThatIsGoneIsAFailure() {
        String payload = message(0).payload().replace("bank", "gone");

        assertThatThrownBy(() -> refunds.deliver(new Outbox.Message(1, Outbox.REFUND, 1, payload, 0)))
                .isInstanceOf(PaymentProviderException.class);
    }

    private static Standing charged(long refunding, long refunded) {
        return new Standing.Charged(List.of(new Standing.Charge("ch-1", 500, "EUR", refunding, refunded)));
    }

    private static Outbox.Message message(int attempts) {
        String payload = """
                {"payment": "%s", "provider": "bank", "reference": "ch-1", "amount": 500, "currency": "EUR"}""".formatted(PAYMENT);
        return new Outbox.Message(1, Outbox.REFUND, 1, payload, attempts);
    }

    private static final class Bank implements PaymentProvider {
        final List<RefundOrder> orders = new ArrayList<>();
        Refund refund = new Refund.Done("re-1");
        Standing standing = new Standing.Unknown();

        @Override
        public String name() {
            return "bank";
        }

        @Override
        public Checkout begin(PaymentRequest request) {
            throw new AssertionError("nobody pays here");
        }

        @Override
        public Webhook read(UnaryOperator<String> headers, byte[] body) {
            throw new AssertionError("nothing is reported here");
        }

        @Override
        public Refund refund(RefundOrder order) {
            orders.add(order);
            return refund;
        }

        @Override
        public Standing status(UUID payment) {
            return standing;
        }
    }

    /** The one sale, whose commands are kept. */
    private static final class Desk implements SaleDesk, SaleDesks {
        final List<Command> commands = new ArrayList<>();
        Intake intake = Intake.TAKEN;

        @Override
        public Intake submit(Envelope envelope) {
            commands.add(envelope.command());
            return intake;
        }

        @Override
        public SaleDesk find(int number) {
            return this;
        }

        @Override
        public SaleDesk find(String id) {
            return this;
        }

        @Override
        public Collection<? extends SaleDesk> unsettled() {
            return List.of(this);
        }

        @Override
        public Collection<? extends SaleDesk> all() {
            return List.of(this);
        }

        @Override
        public List<SaleDesk> newest(int beforeNumber, int limit) {
            return List.of(this);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public SaleDesk create(SaleTerms terms) {
            throw new AssertionError("nobody sells here");
        }

        @Override
        public String id() {
            return "sale";
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public SaleView view() {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public boolean mayKnow(UUID buyer) {
            return true;
        }

        @Override
        public int queued() {
            return 0;
        }
    }
}
