package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Mode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What can be said of a sale, kept and told, and is held by nothing of this release yet: so that no buyer is promised it, it is refused wherever
 * a merchant writes it. What comes to be held takes its word out of here.
 */
final class NotOffered {
    private static final Set<Mode> MODES = EnumSet.of(Mode.SHUFFLED, Mode.LOTTERY, Mode.SPLIT);

    /** By where a merchant writes it. */
    private static final Map<String, Predicate<Guards>> GUARDS = Map.of(
            "/guards/captcha", guards -> guards.captcha() != null,
            "/guards/eligible", guards -> guards.eligible() != null);

    private static final String WHY = "is not offered by this release yet";

    private NotOffered() {}

    static void refuse(Mode mode, Guards guards, FieldErrors errors) {
        if (MODES.contains(mode)) {
            errors.add("/mode", mode + " " + WHY);
        }
        GUARDS.forEach((pointer, asked) -> {
            if (asked.test(guards)) {
                errors.add(pointer, WHY);
            }
        });
    }
}
