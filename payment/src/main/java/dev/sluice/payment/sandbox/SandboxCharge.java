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
 * @param refundAt when the refund that was ordered is made; null if none was
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
        boolean refunded) {
    enum Status {
        OPEN,
        PAID,
        DECLINED
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
                long returned = refunded ? amount : 0;
                long returning = refundAt != null && !refunded ? amount : 0;
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
