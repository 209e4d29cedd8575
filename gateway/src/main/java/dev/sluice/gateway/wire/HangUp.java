package dev.sluice.gateway.wire;

import java.util.Locale;

/** Why the server closed a connection by itself. */
public enum HangUp {
    /** There are as many as may be, and none that would be missed less. */
    FULL,
    /** Its address has as many as it may have. */
    ADDRESS,
    /** It said nothing, and somebody else came. */
    DISPLACED,
    /** A head or a body was not whole in time. */
    SLOW,
    /** Nothing more was asked for. */
    IDLE,
    /** It did not take its answers. */
    UNREAD,
    /** It sent frames of HTTP/2 without end that ask for nothing. */
    FLOOD;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
