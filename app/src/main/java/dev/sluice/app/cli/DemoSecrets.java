package dev.sluice.app.cli;

import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a demo needs to run without being configured. Its secrets are random and stay in its folder, so that tickets stay good. */
public final class DemoSecrets {
    private static final int BYTES = 32;
    private static final List<Setting<Secret>> KEYS =
            List.of(AuthConfig.HS256_SECRET, Settings.SIGNING_KEY, SandboxConfig.WEBHOOK_SECRET);

    private DemoSecrets() {}

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
