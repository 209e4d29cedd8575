package dev.sluice.courier;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.time.Duration;

/**
 * Bounds of what waits in the outbox.
 *
 * @param giveUpAfter a message that still fails at this age is given up
 * @param lateAfter once a message has waited for so long, operators are warned
 */
public record CourierConfig(Duration giveUpAfter, Duration lateAfter) {
    public static final CourierConfig DEFAULT = read(SettingReader.DEFAULTS);

    public static CourierConfig read(SettingReader given) {
        return new CourierConfig(
                Duration.ofHours(given.get(Setting.number(
                        "courier.give-up-hours",
                        1,
                        8_760,
                        168,
                        "A refund that its provider could not be given for this long is tried no more, in hours, and waits for a"
                                + " person."))),
                Duration.ofMinutes(given.get(Setting.number(
                        "courier.late-minutes",
                        1,
                        100_000,
                        60,
                        "A refund that has waited for this long, in minutes, is told of by `/health/ready`."))));
    }
}
