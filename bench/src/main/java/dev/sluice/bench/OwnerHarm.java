package dev.sluice.bench;

import java.util.Locale;

/** What is done to a process that owns sales. */
enum OwnerHarm {
    KILL("killed (SIGKILL)", "1,000 ms"),
    STOP("hangs (SIGSTOP)", "3,000 ms"),
    END("asked to end (SIGTERM)", ""),
    CUT("cut off from its network", "3,000 ms");

    private final String words;
    private final String wished;

    OwnerHarm(String words, String wished) {
        this.words = words;
        this.wished = wished;
    }

    /** For how long nobody decides after it was done. */
    Distribution distribution() {
        return Distribution.millis(words, wished);
    }

    /** As options have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
