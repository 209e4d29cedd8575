package dev.sluice.engine.port;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a machine's key may be used for. Whatever is not in its scopes it cannot do. */
public enum Scope {
    /** Looks at what merchants see. */
    READ,
    /** Buys in the name of users. */
    SELL,
    /** Changes what merchants may change, and looks at it. */
    ADMINISTER,
    /** Lets people in at the door. */
    CHECK_IN;

    /** As people write it: {@code check-in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** Whether whoever has this may do what needs another. */
    public boolean covers(Scope needed) {
        return this == needed || this == ADMINISTER && needed == READ;
    }
}
