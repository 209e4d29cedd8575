package dev.sluice.sale;

import java.util.UUID;

/**
 * Somebody's place in a waiting room.
 *
 * @param buyer the digest of the user in this sale, see {@link ReservationIds#buyer}
 * @param place from 1
 * @param cameAtMillis when they came last, having been called; 0 if they never did
 */
public record PlaceState(UUID buyer, int place, long cameAtMillis) {
    public PlaceState {
        if (place < 1) {
            throw new IllegalArgumentException("places count from 1");
        }
    }
}
