package dev.sluice.courier;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the refunds that the ledger ordered. The order stays in the outbox until the sale's writer has committed that the
 * money went back, whether the provider said so at once, by a webhook, or when it was asked.
 */
public final class Refunds implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    private final PaymentProviders providers;
    private final SaleDesks sales;

    public Refunds(PaymentProviders providers, SaleDesks sales) {
        this.providers = providers;
        this.sales = sales;
    }

    @Override
    public String kind() {
        return Outbox.REFUND;
    }

    @Override
    public Progress deliver(Outbox.Message message) {
        FieldErrors errors = new FieldErrors();
        FieldReader payload =
                new FieldReader("", JsonTree.object(message.payload().getBytes(StandardCharsets.UTF_8)), errors);
        UUID payment = UUID.fromString(payload.text("payment", 1, 36, null));
        RefundOrder order = new RefundOrder(
                "refund-" + payment,
                payment,
                payload.text("reference", 1, 255, null),
                payload.number("amount", 1, Long.MAX_VALUE, null),
                payload.text("currency", 1, 3, null));
        String provider = payload.text("provider", 1, 40, null);
        errors.throwIfAny();
        if (isReturned(providers.get(provider), order, message.attempts() > 0)) {
            settle(message.sale(), order);
        }
        return Progress.UNDER_WAY;
    }

    /** An order that was given before is asked for first, so that it is not given again while it is carried out. */
    private static boolean isReturned(PaymentProvider provider, RefundOrder order, boolean again) {
        if (again
                && provider.status(order.payment()) instanceof Standing.Charged charged
                && charged.isReturning(order)) {
            return charged.hasReturned(order);
        }
        Refund refund = provider.refund(order);
        LOG.info("refund of payment {}: {}", order.payment(), refund);
        return refund instanceof Refund.Done;
    }

    /** The commit of what is handed in here takes the order out of the outbox. */
    private void settle(int number, RefundOrder order) {
        SaleDesk sale = sales.find(number);
        Envelope settled = new Envelope(ReplyAddress.NOBODY, new Command.RefundSettled(order.payment()));
        if (sale == null || sale.submit(settled) != Intake.TAKEN) {
            throw new IllegalStateException("the sale takes no commands now");
        }
    }
}
