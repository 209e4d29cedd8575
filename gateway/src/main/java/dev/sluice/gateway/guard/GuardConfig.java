package dev.sluice.gateway.guard;

import dev.sluice.engine.setting.SettingReader;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.overload.OverloadConfig;

/** What guards are set to. */
public record GuardConfig(ClientConfig clients, LimitConfig limits, CaptchaConfig captcha, OverloadConfig overload) {
    /** Whoever connects is the client, and nothing is limited. */
    public static final GuardConfig OFF = new GuardConfig(ClientConfig.DIRECT, LimitConfig.OFF);

    /** Of one that takes in whoever comes, with captchas as they usually are. */
    public GuardConfig(ClientConfig clients, LimitConfig limits) {
        this(clients, limits, CaptchaConfig.DEFAULT, OverloadConfig.OFF);
    }

    /** Whether no client's address is known, although addresses are limited. */
    public boolean isBlind() {
        return clients.hidden() && limits.on();
    }

    /** @param behindProxy whether others than clients connect */
    public static GuardConfig read(SettingReader given, boolean behindProxy) {
        return new GuardConfig(
                ClientConfig.read(given, behindProxy),
                LimitConfig.read(given),
                CaptchaConfig.read(given),
                OverloadConfig.read(given));
    }
}
