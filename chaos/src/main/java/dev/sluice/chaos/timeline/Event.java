package dev.sluice.chaos.timeline;

/**
 * Something that happened.
 *
 * @param atMillis since the time line began
 * @param lane whom it happened to, such as {@code gateway-1}, {@code redis-3} or {@code answers}; what begins in a lane ends there
 * @param words for people, one sentence without a full stop
 */
public record Event(long atMillis, String lane, Kind kind, String words) {
    /** What begins ends in the same lane, or not at all. */
    public enum Kind {
        /** Harm is done. */
        FAULT_BEGIN,
        /** Nothing more is done, and what was taken away is given back; it need not work yet. */
        FAULT_END,
        /** All works again after a fault. */
        WHOLE,
        /** Since then nobody was served. */
        GAP_BEGIN,
        /** Somebody is served again. */
        GAP_END,
        /** Something else that explains what is seen. */
        NOTE
    }
}
