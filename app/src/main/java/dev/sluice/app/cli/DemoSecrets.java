package dev.sluice.app.cli;

import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.process.Folders;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a demo needs to run without being configured. Its secrets are random and stay in its folder, so that tickets stay good. */
public final class DemoSecrets {
    private static final int BYTES = 32;
    private static final List<Setting<Secret>> KEYS =
            List.of(AuthConfig.HS256_SECRET, Settings.SIGNING_KEY, SandboxConfig.WEBHOOK_SECRET);

    private DemoSecrets() {}

    /**
     * Two parties to the draws of a demo, whose secrets follow from its signing key: random, and known again after a restart. They are no secret to
     * whoever runs the demo, who is both of them.
     */
    static final class Parties {
        private static final List<String> NAMES = List.of("shop", "fan club");

        private final byte[] key;

        Parties(byte[] signingKey) {
            key = signingKey.clone();
        }

        /** Of a sale, to be promised before there are entries. */
        Fairness promise(String sale) {
            return new Fairness(
                    secrets(sale).stream().map(DrawSecret::commitment).toList(), null, false);
        }

        /** To be told once the entries are sealed, in the order of the promise. */
        List<String> secrets(String sale) {
            return NAMES.stream()
                    .map(name -> HexFormat.of().formatHex(keyed("demo draw " + name + " " + sale)))
                    .toList();
        }

        private byte[] keyed(String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }
    }

    /** Reads the folder's secrets, or makes them. */
    public static ConfigSource in(Path folder) {
        Path file = folder.resolve("secrets.properties");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Folders.writePrivate(file, random());
            }
        } catch (IOException e) {
            throw StartException.failure("The data folder " + folder + " cannot be written: " + e, e);
        }
        Map<String, String> texts = new HashMap<>(ConfigSource.file(file).texts());
        texts.put(SandboxConfig.ENABLED.name(), "true");
        return ConfigSource.builtIn(file.toString(), texts);
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        return KEYS.stream()
                .map(key -> {
                    byte[] secret = new byte[BYTES];
                    random.nextBytes(secret);
                    return key.name() + "=" + HexFormat.of().formatHex(secret) + "\n";
                })
                .collect(Collectors.joining());
    }
}
