package dev.sluice.payment;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the refunds that the ledger ordered. The order stays in the outbox until the sale's writer has committed that the
 * money went back, so that a crash in between repeats the refund, which providers recognise, and never drops it.
 */
public final class Refunder implements AutoCloseable {
    /** Nobody waits for the outcome. */
    private static final int NOBODY = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Refunder.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final int AT_ONCE = 100;

    private final Outbox outbox;
    private final PaymentProviders providers;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("refunds", this::refundDue);

    public Refunder(Outbox outbox, PaymentProviders providers, SaleDesks sales, InstantSource clock) {
        this.outbox = outbox;
        this.providers = providers;
        this.sales = sales;
        this.clock = clock;
    }

    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private boolean refundDue() {
        var due = outbox.dueRefunds(clock.millis(), AT_ONCE);
        for (Outbox.RefundOrder order : due) {
            refund(order);
        }
        return due.size() == AT_ONCE;
    }

    /** The order is tried again later in any case; the commit of {@link Command.RefundSettled} takes it out of the outbox. */
    private void refund(Outbox.RefundOrder order) {
        String error = null;
        try {
            if (isReturned(order)) {
                error = report(order) ? null : "the sale takes no commands now";
            }
        } catch (RuntimeException e) {
            // Whatever it is, the orders behind this one must not wait for it.
            error = e.toString();
            LOG.warn("refund of payment {} failed, attempt {}", order.payment(), order.attempts() + 1, e);
        }
        outbox.retry(order.message(), clock.millis() + pause(order.attempts()).toMillis(), error);
    }

    /** An order that was given before is asked for first, so that it is not given again while it is carried out. */
    private boolean isReturned(Outbox.RefundOrder due) {
        PaymentProvider provider = providers.get(due.provider());
        RefundOrder order = new RefundOrder(
                "refund-" + due.payment(), due.payment(), due.providerReference(), due.amount(), due.currency());
        if (due.attempts() > 0
                && provider.status(due.payment()) instanceof Standing.Charged charged
                && charged.isReturning(order)) {
            return charged.hasReturned(order);
        }
        return provider.refund(order) instanceof Refund.Done;
    }

    private boolean report(Outbox.RefundOrder order) {
        SaleDesk sale = sales.find(order.sale());
        return sale != null
                && sale.submit(new Envelope(ReplyAddress.NOBODY, new Command.RefundSettled(order.payment())))
                        == Intake.TAKEN;
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY;
    }
}
