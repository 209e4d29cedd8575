package dev.sluice.payment.sandbox;

import dev.sluice.payment.Standing;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A payment as the sandbox's books have it.
 *
 * @param payUntil null for never
 * @param refundAt when the refund that was ordered of the whole is made; null if none was
 * @param parts what was ordered back in parts
 */
record SandboxCharge(
        UUID payment,
        long amount,
        String currency,
        String description,
        URI returnUrl,
        Instant payUntil,
        Status status,
        Instant refundAt,
        boolean refunded,
        Parts parts) {
    /** What of a charge is back in parts, and what is on its way. */
    record Parts(long back, long going) {}

    enum Status {
        OPEN,
        PAID,
        DECLINED
    }

    long returned() {
        return refunded ? amount : parts.back();
    }

    /** The sandbox's own id of it. */
    String reference() {
        return reference(payment);
    }

    static String reference(UUID payment) {
        return "ch_" + payment;
    }

    Standing standing() {
        return switch (status) {
            case OPEN -> new Standing.Pending();
            case DECLINED -> new Standing.Declined();
            case PAID -> {
                long returned = refunded ? amount : parts.back();
                long returning = refundAt != null && !refunded ? amount : parts.going();
                yield new Standing.Charged(
                        List.of(new Standing.Charge(reference(), amount, currency, returning, returned)));
            }
        };
    }

    /** The same where money was taken beside it. */
    Standing standing(List<Standing.Charge> others) {
        List<Standing.Charge> all = new ArrayList<>(others);
        if (standing() instanceof Standing.Charged charged) {
            all.addAll(0, charged.charges());
        }
        return all.isEmpty() ? standing() : new Standing.Charged(all);
    }
}
