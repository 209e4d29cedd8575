package dev.sluice.sale;

import java.util.UUID;

/** Something with a 128-bit key whose bits are spread evenly, as those of a digest are. */
abstract class Keyed {
    final long keyHigh;
    final long keyLow;

    Keyed(UUID key) {
        keyHigh = key.getMostSignificantBits();
        keyLow = key.getLeastSignificantBits();
    }

    final UUID key() {
        return new UUID(keyHigh, keyLow);
    }

    final boolean hasKey(UUID key) {
        return keyHigh == key.getMostSignificantBits() && keyLow == key.getLeastSignificantBits();
    }

    /** As their ids compare. */
    final int compareKey(Keyed other) {
        int high = Long.compare(keyHigh, other.keyHigh);
        return high == 0 ? Long.compare(keyLow, other.keyLow) : high;
    }
}
