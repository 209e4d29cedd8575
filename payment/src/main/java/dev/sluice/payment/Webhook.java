package dev.sluice.payment;

import dev.sluice.sale.Command;
import java.util.UUID;

/** What a webhook says that its provider did sign. */
public sealed interface Webhook {

    /** Something became of a payment of this shop. It may be told late, more than once, and in any order. */
    sealed interface Report extends Webhook {
        UUID payment();

        /** What the payment's sale is to decide upon it. */
        Command command();
    }

    /**
     * The provider took money. A payment may be charged more than once.
     *
     * @param reference the provider's own id of the charge, which no other charge of the payment has: visible ASCII characters
     * @param amount in minor units, above 0: what was taken, whatever was asked
     */
    record Paid(UUID payment, String reference, long amount, String currency) implements Report {
        public Paid {
            ReportedMoney.require(reference, amount, currency);
        }

        @Override
        public Command command() {
            return new Command.PaymentSucceeded(payment, reference, amount, currency);
        }
    }

    /** The provider took nothing, and will not. */
    record Declined(UUID payment) implements Report {
        @Override
        public Command command() {
            return new Command.PaymentDeclined(payment);
        }
    }

    /**
     * All that a charge took is back with the buyer. What is still on its way is {@link Unrelated}.
     *
     * @param reference the charge's, as it is reported when it is paid
     * @param amount in minor units: what the charge took
     */
    record Refunded(UUID payment, String reference, long amount, String currency) implements Report {
        public Refunded {
            ReportedMoney.require(reference, amount, currency);
        }

        @Override
        public Command command() {
            return new Command.RefundSettled(payment, reference, amount, currency);
        }
    }

    /**
     * A part of what a charge took is back with the buyer.
     *
     * @param reference the charge's, as it is reported when it is paid
     * @param amount in minor units: what the charge took
     * @param returned how much of it is back by now, with what was before
     */
    record RefundedInPart(UUID payment, String reference, long amount, String currency, long returned)
            implements Report {
        public RefundedInPart {
            ReportedMoney.require(reference, amount, currency);
            if (returned < 0) {
                throw BadWebhookException.senseless("what is back is not below 0");
            }
        }

        @Override
        public Command command() {
            return new Command.RefundSettled(payment, reference, amount, currency, returned);
        }
    }

    /**
     * No report on a payment of this shop: a dispute, a payout, a test, a charge that somebody else asked for. It is taken, so that the
     * provider does not send it again, and nothing follows.
     *
     * @param what the provider's word for it, for the log
     */
    record Unrelated(String what) implements Webhook {}
}
