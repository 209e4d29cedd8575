package dev.sluice.gateway.guard;

import dev.sluice.sale.Guards;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;

/** The captchas that sales may ask for, by name. Any thread may use it. */
public final class Captchas {
    private static final int RUN_BYTES = 16;

    private final AltchaCaptcha altcha;

    private Captchas(AltchaCaptcha altcha) {
        this.altcha = altcha;
    }

    /** @param secret of the deployment */
    public static Captchas of(byte[] secret, CaptchaConfig config, GuardPorts ports, InstantSource clock) {
        // What one process remembers as used ends with it, and so does what it signed.
        byte[] run = new byte[ports.shared() ? 0 : RUN_BYTES];
        new SecureRandom().nextBytes(run);
        byte[] key = Arrays.copyOf(secret, secret.length + run.length);
        System.arraycopy(run, 0, key, secret.length, run.length);
        return new Captchas(new AltchaCaptcha(key, config, ports.once(), clock, System::nanoTime));
    }

    /** Hashes that the next proof of work takes at most, for who asks for the first time. */
    public int work() {
        return altcha.work();
    }

    /** One for each name. */
    public Captcha of(Guards.Captcha name) {
        return switch (name) {
            case ALTCHA -> altcha;
        };
    }
}
