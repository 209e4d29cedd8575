package dev.sluice.engine.breaker;

import java.time.Duration;

/** Something outside was not asked, since it failed or was slow lately. Nothing happened. */
public final class CutOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Causes that are looked through for one. */
    private static final int MAX_DEPTH = 8;

    private final String name;
    private final Duration retryAfter;

    CutOffException(String name, Duration retryAfter) {
        super(name + " is cut off, since it failed or was too slow; it is tried again by itself", null, false, false);
        this.name = name;
        this.retryAfter = retryAfter;
    }

    /** As the breaker is called. */
    public String name() {
        return name;
    }

    /** When it may be worth it to ask again; above zero. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The one that a failure comes from; null if it comes from none. */
    public static CutOffException behind(Throwable failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
            if (one instanceof CutOffException cutOff) {
                return cutOff;
            }
            one = one.getCause();
        }
        return null;
    }
}
