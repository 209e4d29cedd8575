package dev.sluice.gateway.overload;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.util.concurrent.TimeUnit;

/**
 * When whoever comes new to a sale is told to come back.
 *
 * @param on whether anybody is
 * @param targetMillis how long everybody may wait for a decision
 */
public record OverloadConfig(boolean on, int targetMillis) {
    private static final int TARGET_MILLIS = 400;
    private static final int MAX_MILLIS = 60_000;

    /** Everybody is taken in, as long as there is room. */
    public static final OverloadConfig OFF = new OverloadConfig(false, TARGET_MILLIS);

    public OverloadConfig {
        if (targetMillis < 1) {
            throw new IllegalArgumentException("a decision takes some time");
        }
    }

    public static OverloadConfig read(SettingReader given) {
        boolean off = given.get(Setting.flag(
                "overload.off", "Takes in whoever comes, however long all wait then, until a queue is full."));
        int target = given.get(Setting.number(
                "overload.target-millis",
                1,
                MAX_MILLIS,
                TARGET_MILLIS,
                "When nobody's decision in a sale comes within so many milliseconds, whoever comes new to it is answered 503"
                        + " `BUSY`, until it does. Who was taken in is served."));
        return new OverloadConfig(!off, target);
    }

    long targetNanos() {
        return TimeUnit.MILLISECONDS.toNanos(targetMillis);
    }
}
