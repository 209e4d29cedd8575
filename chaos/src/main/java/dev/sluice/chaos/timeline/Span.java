package dev.sluice.chaos.timeline;

import java.util.Locale;

/**
 * A while in which a lane was in a state.
 *
 * @param words for people
 */
record Span(String lane, State state, long fromMillis, long toMillis, String words) {
    /** What a lane is when it is not simply up. */
    enum State {
        /** Killed, or told to end. */
        DEAD("down"),
        /** There, and does nothing. */
        STOPPED("stopped"),
        /** There, and reaches nobody. */
        CUT("cut off"),
        /** Harmed in another way. */
        HARMED("harmed"),
        /** Given back, and not all is whole yet. */
        RECOVERING("coming back"),
        /** Nobody was served. */
        GAP("nobody got a decision");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Its name in the page. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What was done, by the words for it. */
        static State of(String words) {
            String said = words.toLowerCase(Locale.ROOT);
            if (said.contains("cut")) {
                return CUT;
            }
            if (said.contains("kill") || said.contains("end") || said.contains("restart")) {
                return DEAD;
            }
            return said.contains("stop") || said.contains("freez") ? STOPPED : HARMED;
        }

        boolean isHarm() {
            return this != RECOVERING && this != GAP;
        }
    }

    long millis() {
        return toMillis - fromMillis;
    }
}
