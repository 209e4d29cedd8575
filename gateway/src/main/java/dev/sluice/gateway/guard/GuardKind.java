package dev.sluice.gateway.guard;

import java.util.Locale;

/** What a request can be refused by before anybody is asked to decide it. */
public enum GuardKind {
    /** One user asks too often. */
    USER_LIMIT,
    /** Too much is asked from one address. */
    ADDRESS_LIMIT,
    /** A user or an address is on the blocklist. */
    BLOCKLIST,
    /** One user asks too often for one sale. */
    SALE_USER_LIMIT,
    /** Too much is asked of one sale from one address. */
    SALE_ADDRESS_LIMIT,
    /** Answered as if the queue were long. */
    SLOW_LANE,
    /** A pass was asked for without the solution of a puzzle, or with one that is none. */
    CAPTCHA,
    /** A sale is for some, and this is none of them. */
    ELIGIBILITY,
    /** A sale is for who has a code, and there was none, or none that is good. */
    CODE,
    /** One user tries too many codes. */
    CODE_GUESSES,
    /** Somebody asked for a pass who was not called yet, or had no ticket of the waiting room that is good. */
    WAITING_ROOM;

    /** As metrics say it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
