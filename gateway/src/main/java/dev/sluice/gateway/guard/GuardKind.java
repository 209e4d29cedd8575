package dev.sluice.gateway.guard;

import java.util.Locale;

/** What a request can be refused by before anybody is asked to decide it. */
public enum GuardKind {
    /** One user asks too often. */
    USER_LIMIT,
    /** Too much is asked from one address. */
    ADDRESS_LIMIT;

    /** As metrics say it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
