package dev.sluice.gateway.guard;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;

/**
 * How much work a proof of work is.
 *
 * @param work hashes at most while few ask, half of that on average
 * @param mostWork the same while very many do
 * @param calmPerSecond challenges a second at one gateway, up to which few ask; the work grows with what is more
 */
public record CaptchaConfig(int work, int mostWork, int calmPerSecond) {
    private static final int MIN_WORK = 100;
    private static final int MAX_WORK = 100_000_000;
    private static final int MAX_PER_SECOND = 1_000_000;

    public static final CaptchaConfig DEFAULT = new CaptchaConfig(50_000, 1_000_000, 100);

    public CaptchaConfig {
        if (work < MIN_WORK || mostWork < work || mostWork > MAX_WORK || calmPerSecond < 1) {
            throw new IllegalArgumentException("work is " + MIN_WORK + " to " + MAX_WORK + ", the most is not less");
        }
    }

    public static CaptchaConfig read(SettingReader given) {
        int work = given.get(Setting.number(
                "captcha.work",
                MIN_WORK,
                MAX_WORK,
                DEFAULT.work,
                "Hashes that a captcha takes at most, and half as many on average, while few people ask for one. A phone does"
                        + " some hundred thousand a second."));
        int most = given.get(Setting.number(
                "captcha.most-work",
                MIN_WORK,
                MAX_WORK,
                DEFAULT.mostWork,
                "The same while very many do; not less than `captcha.work`, or that holds."));
        int calm = given.get(Setting.number(
                "captcha.calm-per-second",
                1,
                MAX_PER_SECOND,
                DEFAULT.calmPerSecond,
                "Captchas that are asked for in a second, at one gateway, up to which few people ask. Twice as many are twice"
                        + " the work, and so on."));
        return new CaptchaConfig(work, Math.max(work, most), calm);
    }
}
