package dev.sluice.payment.sandbox;

import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.payment.PaymentProviders;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * How the sandbox provider behaves.
 *
 * @param home this shop as browsers reach it, without a slash at the end; its page is there
 * @param shop this shop as the sandbox reaches it, without a slash at the end; its webhooks go there
 * @param secret signs them, at least 32 bytes
 * @param manners how it reports and refunds
 */
public record SandboxConfig(String home, String shop, byte[] secret, Manners manners) {
    private static final int MIN_SECRET_BYTES = 32;

    public static final Setting<Boolean> ENABLED =
            Setting.flag("payment.sandbox.enabled", "Offers the sandbox provider, which takes no money.");
    public static final Setting<Secret> WEBHOOK_SECRET =
            Setting.secret("payment.sandbox.webhook-secret", "Signs the sandbox's webhooks.");

    /** What is set. Where the shop is reached is known once it is about to start: see {@link #at}. */
    public record Given(Secret secret, Manners manners) {
        /** The configuration of a shop that is reached there; see {@link SandboxConfig}. */
        public SandboxConfig at(String home, String shop) {
            return new SandboxConfig(home, shop, secret.bytes(), manners);
        }
    }

    /**
     * What real providers do, and shops must bear.
     *
     * @param delayMillis how late it reports
     * @param duplicates how many times more than once it reports everything
     * @param shuffled whether it reports a decline before and after a success, as some providers do when things cross
     * @param acceptsRefunds whether it only accepts refunds when they are ordered, and makes and reports them {@code delayMillis} later
     */
    public record Manners(int delayMillis, int duplicates, boolean shuffled, boolean acceptsRefunds) {
        /** Everything at once, once, and in order. */
        public static final Manners GOOD = new Manners(0, 0, false, false);

        public Manners {
            if (delayMillis < 0 || duplicates < 0) {
                throw new IllegalArgumentException("delay and duplicates are not negative");
            }
        }

        static Manners read(SettingReader given) {
            return new Manners(
                    given.get(Setting.number(
                            "payment.sandbox.delay-millis",
                            0,
                            86_400_000,
                            0,
                            "The sandbox sends its webhook this much later, in milliseconds.")),
                    given.get(Setting.flag("payment.sandbox.duplicate", "The sandbox sends each webhook twice."))
                            ? 1
                            : 0,
                    given.get(Setting.flag(
                            "payment.sandbox.crossing",
                            "The sandbox reports a payment as declined before and after it reports that it"
                                    + " succeeded, as happens where reports cross.")),
                    given.get(Setting.flag(
                            "payment.sandbox.slow-refunds",
                            "The sandbox only accepts refunds when they are ordered, and reports them as made"
                                    + " `payment.sandbox.delay-millis` later.")));
        }
    }

    public SandboxConfig {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the webhook secret has at least 32 bytes");
        }
        secret = secret.clone();
    }

    /** Empty if the sandbox is not enabled. */
    public static Optional<Given> read(SettingReader given) {
        boolean enabled = given.get(ENABLED);
        Optional<Secret> secret = given.find(WEBHOOK_SECRET);
        Manners manners = Manners.read(given);
        return enabled ? Optional.of(new Given(secret.orElseThrow(), manners)) : Optional.empty();
    }

    /** Where a person pays. */
    URI pageUrl(UUID payment) {
        return URI.create(home + SandboxSite.PAYMENTS + payment);
    }

    URI webhookUrl() {
        return URI.create(shop + PaymentProviders.webhookPath(SandboxProvider.NAME));
    }
}
