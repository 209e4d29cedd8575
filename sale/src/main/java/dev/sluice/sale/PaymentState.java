package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment at one moment.
 *
 * @param attempt its number among the payments of its reservation, from 1
 * @param amount what is asked for, in minor units
 * @param charges what its provider took for it, in the order in which its sale heard of them; none for what costs nothing
 */
public record PaymentState(
        UUID id,
        UUID reservation,
        int attempt,
        String provider,
        long amount,
        String currency,
        PaymentStatus status,
        List<Charge> charges,
        long createdAtMillis) {

    public PaymentState {
        charges = List.copyOf(charges);
    }

    /** The charge that its provider knows by this. */
    public Optional<Charge> charge(String reference) {
        return charges.stream()
                .filter(charge -> charge.reference().equals(reference))
                .findAny();
    }

    PaymentState with(PaymentStatus next) {
        return new PaymentState(id, reservation, attempt, provider, amount, currency, next, charges, createdAtMillis);
    }

    /** With one more charge, or a new state of one. Its status follows, but where nothing was to be paid. */
    PaymentState with(Charge charge) {
        List<Charge> all = new ArrayList<>(charges);
        all.replaceAll(other -> other.reference().equals(charge.reference()) ? charge : other);
        if (charge(charge.reference()).isEmpty()) {
            all.add(charge);
        }
        PaymentStatus next = amount == 0 ? status : PaymentStatus.of(all);
        return new PaymentState(id, reservation, attempt, provider, amount, currency, next, all, createdAtMillis);
    }
}
