package dev.sluice.sale;

import dev.sluice.sale.draw.BeaconValue;
import java.util.UUID;

/**
 * All that can happen to a sale, as values that can be stored and sent. Each has an id, under which its outcome is found: that
 * of a reservation, that of a payment, or one of its own.
 */
public sealed interface Command {
    UUID id();

    /**
     * A purchase. Applied again with the same content, it changes nothing and returns the reservation as it stands by then.
     *
     * @param id derived from sale, user and idempotency key by {@link ReservationIds#reservation}
     * @param buyer digest of the user, by {@link ReservationIds#buyer}
     * @param user as the identity provider names them; kept in the ledger only
     * @param tier index in {@link SaleTerms#tiers}
     * @param quantity at least 1
     * @param selection which units
     */
    record Reserve(UUID id, UUID buyer, String user, int tier, int quantity, Selection selection) implements Command {
        /** Of whichever units. */
        public Reserve(UUID id, UUID buyer, String user, int tier, int quantity) {
            this(id, buyer, user, tier, quantity, Selection.ANY);
        }
    }

    /** Reads one reservation. */
    record Find(UUID id) implements Command {}

    /** Reads a buyer's holds and waitlist entries, newest first. */
    record FindByBuyer(UUID id, UUID buyer) implements Command {}

    /** Gives back a hold or leaves the waitlist. */
    record Cancel(UUID id, UUID buyer) implements Command {}

    /**
     * Begins to pay for a hold. Applied again it returns the same payment, or a new one if that was declined.
     *
     * @param chance makes the id of a new payment one that nobody can guess: 64 random bits, others at each request
     */
    record OpenPayment(UUID id, UUID buyer, String provider, long chance) implements Command {}

    /** Reads one payment. */
    record FindPayment(UUID id) implements Command {}

    /**
     * The provider took money. May come late, twice, or after it was reported declined.
     *
     * @param providerReference the provider's own id of this charge: the same charge has the same, another one of the same payment another
     */
    record PaymentSucceeded(UUID id, String providerReference, long amount, String currency) implements Command {}

    /** The provider took nothing. */
    record PaymentDeclined(UUID id) implements Command {}

    /**
     * The provider returned a charge, or some of it, on our order or by itself.
     *
     * @param amount what the charge took
     * @param returned how much of it is back by now, with what was before: the amount, or less
     */
    record RefundSettled(UUID id, String providerReference, long amount, String currency, long returned)
            implements Command {
        /** All of it. */
        public RefundSettled(UUID id, String providerReference, long amount, String currency) {
            this(id, providerReference, amount, currency, amount);
        }

        /** Whether no more than that says that it was all. */
        public boolean isOfAll() {
            return returned == amount;
        }

        public boolean isWhole() {
            return returned >= amount;
        }
    }

    /**
     * The merchant takes back tickets of a confirmed reservation: their units go on sale again, what they cost is returned. Those that are back
     * already stay so.
     *
     * @param tickets their numbers among those that were bought, from 1, each once; none for all
     */
    record Refund(UUID id, Units tickets) implements Command {
        /** All of them. */
        public Refund(UUID id) {
            this(id, Units.NONE);
        }
    }

    /** What somebody does about their entry for the draw of a sale. Its id is {@link ReservationIds#entry}. */
    sealed interface Entering extends Command {
        UUID buyer();
    }

    /**
     * An entry. There is one of each buyer: another one changes nothing and returns the first, or the reservation that came of it, unless it replaces it.
     *
     * @param user as the identity provider names them
     * @param selection which units; none that are chosen
     * @param blind chance, of which nobody can tell who the entry is of; other at each request. The same one again is the same request: it changes
     *     nothing, even where what it made was replaced or withdrawn since
     * @param replaces whether it takes the place of what was entered before
     */
    record Enter(
            UUID id, UUID buyer, String user, int tier, int quantity, Selection selection, UUID blind, boolean replaces)
            implements Entering {
        /** The same in another request. */
        public Enter withBlind(UUID other) {
            return new Enter(id, buyer, user, tier, quantity, selection, other, replaces);
        }
    }

    /** Takes an entry back. */
    record Withdraw(UUID id, UUID buyer) implements Entering {}

    /** Reads an entry, or the reservation that came of it. */
    record FindEntry(UUID id, UUID buyer) implements Entering {}

    /** What anybody may ask of the draw of a sale, or tell it. */
    sealed interface Drawing extends Command {}

    /** Reads how far it is. */
    record FindDraw(UUID id) implements Drawing {}

    /** Tells a secret that was promised. */
    record EnterSecret(UUID id, String secret) implements Drawing {}

    /** Tells what the beacon said. Whoever sends this has made sure that the beacon did, see {@link dev.sluice.sale.draw.Draw#enterSigned}. */
    record EnterBeacon(UUID id, BeaconValue value) implements Drawing {}

    /** What somebody does about their place in the waiting room of a sale. Its id is {@link ReservationIds#entry}. */
    sealed interface Waiting extends Command {
        UUID buyer();
    }

    /** Takes a place. There is one of each buyer: asked again, it is the same. */
    record Join(UUID id, UUID buyer) implements Waiting {}

    /** Comes in, having been called. Whoever is inside already stays so until the same time. */
    record Arrive(UUID id, UUID buyer) implements Waiting {}

    /** What a merchant changes of the sale itself. Each is committed alone. */
    sealed interface Administer extends Command {}

    record Pause(UUID id) implements Administer {}

    record Resume(UUID id) implements Administer {}

    /** Ends purchases for good. Holds stay payable, and units that come free still go to those who wait. */
    record Close(UUID id) implements Administer {}

    /** Lets the draw go on without what was promised and is missing. It is unproven from then on. */
    record Waive(UUID id) implements Administer {}

    /**
     * Lets no hold that has a deadline end before a time, those included that begin until then. It never shortens one, and keeps them at
     * most for {@link #MOST_MILLIS} from when it is decided, and those of a journey at most until the train leaves its next stop.
     */
    record KeepHolds(UUID id, long untilMillis) implements Administer {
        public static final long MOST_MILLIS = 86_400_000;
    }

    /** Sets the units of a tier. */
    record ChangeCapacity(UUID id, int tier, long capacity) implements Administer {
        public ChangeCapacity {
            TierTerms.requireCapacity(capacity);
        }
    }

    /**
     * Withholds, releases or moves seats: all of them, or none if somebody has one.
     *
     * @param tier index of the tier that they move to; -1 to leave each where it is
     */
    record ChangeSeats(UUID id, Units seats, int tier, SeatChange change) implements Administer {}

    /**
     * Replaces the terms, if the sale still has the expected version.
     *
     * @param owner whose sale it is from then on; null leaves it whose it is
     */
    record Amend(UUID id, long expectedVersion, SaleTerms terms, String owner) implements Administer {
        /** Of a sale that stays whose it is. */
        public Amend(UUID id, long expectedVersion, SaleTerms terms) {
            this(id, expectedVersion, terms, null);
        }
    }
}
