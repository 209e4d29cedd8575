package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Mode;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be said of a sale, kept and told, and is held by nothing of this release yet: so that no buyer is promised it, it is refused wherever
 * a merchant writes it. What comes to be held takes its word out of here.
 */
final class NotOffered {
    private static final Set<Mode> MODES = EnumSet.of(Mode.SHUFFLED, Mode.LOTTERY, Mode.SPLIT);

    private NotOffered() {}

    static void refuse(Mode mode, FieldErrors errors) {
        if (MODES.contains(mode)) {
            errors.add("/mode", mode + " is not offered by this release yet");
        }
    }
}
