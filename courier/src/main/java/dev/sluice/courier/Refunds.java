package dev.sluice.courier;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Command;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the refunds that the ledger ordered. The order stays in the outbox until the sale's writer has committed that the
 * money went back, whether the provider said so at once, by a webhook, or when it was asked. What was taken for no payment of this shop
 * has no sale; the ledger is told itself.
 */
public final class Refunds implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    private final PaymentProviders providers;
    private final SaleDesks sales;
    private final Charges charges;
    private final InstantSource clock;

    private final String kind;

    private Refunds(String kind, PaymentProviders providers, SaleDesks sales, Charges charges, InstantSource clock) {
        this.kind = kind;
        this.providers = providers;
        this.sales = sales;
        this.charges = charges;
        this.clock = clock;
    }

    /** Of whole charges. */
    public Refunds(PaymentProviders providers, SaleDesks sales, Charges charges, InstantSource clock) {
        this(Outbox.REFUND, providers, sales, charges, clock);
    }

    /** Of both kinds: of whole charges, and of parts of some. */
    public static List<Delivery> all(
            PaymentProviders providers, SaleDesks sales, Charges charges, InstantSource clock) {
        return List.of(
                new Refunds(providers, sales, charges, clock),
                new Refunds(Outbox.REFUND_PART, providers, sales, charges, clock));
    }

    /**
     * What a message orders.
     *
     * @param charged what the whole charge took
     */
    private record Order(String provider, RefundOrder refund, boolean unmatched, long charged) {}

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Progress deliver(Outbox.Message message) {
        Order order = read(message);
        try {
            if (isReturned(providers.get(order.provider()), order.refund(), message.attempts() > 0)) {
                settle(message.sale(), order);
            }
        } catch (PaymentProviderException e) {
            if (e.isForGood()) {
                throw new UndeliverableException(e.getMessage(), e);
            }
            throw e;
        }
        return Progress.UNDER_WAY;
    }

    private static Order read(Outbox.Message message) {
        try {
            FieldErrors errors = new FieldErrors();
            FieldReader payload =
                    new FieldReader("", JsonTree.object(message.payload().getBytes(StandardCharsets.UTF_8)), errors);
            String payment = payload.text("payment", 36, 36, null);
            RefundOrder refund = new RefundOrder(
                    payload.text("key", 1, 255, "refund-" + payment),
                    payment == null ? null : UUID.fromString(payment),
                    payload.text("reference", 1, 255, null),
                    payload.number("amount", 1, Long.MAX_VALUE, null),
                    payload.text("currency", 1, 3, null),
                    payload.number("before", 0, Long.MAX_VALUE, 0L));
            Order order = new Order(
                    payload.text("provider", 1, 40, null),
                    refund,
                    payload.flag("unmatched", false),
                    payload.number("charged", 1, Long.MAX_VALUE, refund.amount()));
            errors.throwIfAny();
            return order;
        } catch (InvalidFieldsException | IllegalArgumentException e) {
            throw new UndeliverableException("it makes no sense: " + e.getMessage(), e);
        }
    }

    /**
     * An order that was given before is asked for first, so that it is not given again while it is carried out. One that others come before waits for
     * them, since a provider says how much of a charge is back, and not by which order.
     */
    private static boolean isReturned(PaymentProvider provider, RefundOrder order, boolean again) {
        if ((again || order.before() > 0) && provider.status(order.payment()) instanceof Standing.Charged charged) {
            if (again && charged.isReturning(order)) {
                return charged.hasReturned(order);
            }
            if (!charged.isNext(order)) {
                return false;
            }
        }
        Refund refund = provider.refund(order);
        LOG.info("refund of payment {}: {}", order.payment(), refund);
        return refund instanceof Refund.Done;
    }

    /** The commit of what is handed in here takes the order out of the outbox. */
    private void settle(int number, Order order) {
        RefundOrder refund = order.refund();
        if (order.unmatched()) {
            charges.unmatchedReturned(refund.payment(), refund.reference(), clock.millis());
            return;
        }
        SaleDesk sale = sales.find(number);
        Envelope settled = new Envelope(
                ReplyAddress.NOBODY,
                new Command.RefundSettled(
                        refund.payment(), refund.reference(), order.charged(), refund.currency(), refund.total()));
        if (sale == null || sale.submit(settled) != Intake.TAKEN) {
            throw new IllegalStateException("the sale takes no commands now");
        }
    }
}
