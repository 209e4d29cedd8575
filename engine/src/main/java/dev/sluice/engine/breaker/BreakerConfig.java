package dev.sluice.engine.breaker;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.time.Duration;

/**
 * When something outside is cut off, and for how long.
 *
 * @param windowSeconds calls that ended longer ago count no more
 * @param minimumCalls of fewer in the window nothing is concluded
 * @param failingPercent of the calls in the window that fail or are slow, at which it is cut off
 * @param slow a call that takes longer counts as one that failed, also while it is still under way
 * @param retry how long it is cut off before it is tried again
 * @param probes calls that try it then; when no more of them fail than may, it is taken back
 */
public record BreakerConfig(
        int windowSeconds, int minimumCalls, int failingPercent, Duration slow, Duration retry, int probes) {
    public static final BreakerConfig DEFAULT = read(SettingReader.DEFAULTS);

    public BreakerConfig {
        if (windowSeconds < 1
                || minimumCalls < 1
                || failingPercent < 1
                || failingPercent > 100
                || !slow.isPositive()
                || !retry.isPositive()
                || probes < 1) {
            throw new IllegalArgumentException("the bounds of a breaker are positive, and a share at most 100 percent");
        }
    }

    public static BreakerConfig read(SettingReader given) {
        return new BreakerConfig(
                given.get(Setting.number(
                        "breaker.window-seconds",
                        1,
                        3_600,
                        10,
                        "A payment provider, or the database for one kind of question, is cut off by what became of its calls of so many"
                                + " seconds.")),
                given.get(Setting.number(
                        "breaker.minimum-calls", 1, 10_000, 5, "Of fewer calls in that time nothing is concluded.")),
                given.get(
                        Setting.number(
                                "breaker.failing-percent",
                                1,
                                100,
                                50,
                                "When so many of a hundred of them failed, it is cut off: what needs it is answered 503 `BUSY` at once.")),
                Duration.ofMillis(given.get(Setting.number(
                        "breaker.slow-millis",
                        1,
                        600_000,
                        5_000,
                        "A call that takes longer than this, in milliseconds, counts as one that failed, also before it ends. Reports and"
                                + " changes by merchants may be slow."))),
                Duration.ofMillis(given.get(Setting.number(
                        "breaker.retry-millis",
                        1,
                        3_600_000,
                        2_000,
                        "What was cut off is tried again after this long, in milliseconds."))),
                given.get(Setting.number(
                        "breaker.probes",
                        1,
                        1_000,
                        3,
                        "So many calls try it then; unless they fail, it is taken back.")));
    }
}
