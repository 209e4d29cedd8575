package dev.sluice.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a server that sells real things refuses to start with. Each rule stands in {@code docs/operating/settings.md}; settings that
 * cannot be parsed are reported elsewhere.
 */
final class Safety {
    private static final List<ConfigKey<Secret>> KEYS =
            List.of(ConfigKeys.AUTH_HS256_SECRET, ConfigKeys.SIGNING_KEY, ConfigKeys.SANDBOX_WEBHOOK_SECRET);
    private static final int MIN_DISTINCT = 10;
    private static final Set<String> TLS_MODES = Set.of("sslmode=require", "sslmode=verify-ca", "sslmode=verify-full");

    private final Config config;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Safety(Config config) {
        this.config = config;
    }

    static List<ConfigProblem> problems(Config config) {
        Safety safety = new Safety(config);
        safety.checkHttp();
        safety.checkAuth();
        safety.checkLedger();
        safety.checkPayments();
        safety.checkSecrets();
        safety.checkWhereSecretsAre();
        return safety.problems;
    }

    private void checkHttp() {
        if (!isLoopback(config.find(ConfigKeys.HTTP_HOST).orElse(""))
                && !config.find(ConfigKeys.HTTP_BEHIND_TLS_PROXY).orElse(false)) {
            refuse(
                    ConfigKeys.HTTP_BEHIND_TLS_PROXY,
                    "true, as http.host can be reached from other machines and tokens must not cross a network in the clear");
        }
    }

    private void checkAuth() {
        boolean jwks = config.find(ConfigKeys.AUTH_JWKS_URL).isPresent();
        if (!jwks && config.find(ConfigKeys.AUTH_HS256_SECRET).isEmpty()) {
            refuse(ConfigKeys.AUTH_HS256_SECRET, "it or auth.jwks-url, so that users can be told apart");
        }
        if (jwks && config.find(ConfigKeys.AUTH_ISSUER).isEmpty()) {
            refuse(ConfigKeys.AUTH_ISSUER, "the issuer of your tokens, as auth.jwks-url is set");
        }
        if (jwks && config.find(ConfigKeys.AUTH_AUDIENCE).isEmpty()) {
            refuse(
                    ConfigKeys.AUTH_AUDIENCE,
                    "what your tokens call this service; without it tokens made for other services would do");
        }
        refuseClear(ConfigKeys.AUTH_JWKS_URL, "an https URL, as whoever changes the keys on their way can be any user");
    }

    private void checkLedger() {
        String url = config.find(ConfigKeys.LEDGER_URL).orElse("");
        if (url.isEmpty()) {
            refuse(ConfigKeys.LEDGER_URL, ConfigKeys.LEDGER_URL.format().expects());
            return;
        }
        if (url.contains("password=")) {
            refuse(ConfigKeys.LEDGER_URL, "no password in it, as URLs are logged; set ledger.password-file");
        }
        boolean trusted = config.find(ConfigKeys.LEDGER_TRUSTED_NETWORK).orElse(false);
        if (!trusted && !isLocalDatabase(url) && TLS_MODES.stream().noneMatch(url::contains)) {
            refuse(ConfigKeys.LEDGER_URL, "sslmode=verify-full in it, or ledger.trusted-network=true");
        }
    }

    private void checkPayments() {
        refuseClear(ConfigKeys.PAYMENT_PUBLIC_URL, "an https URL");
        if (!config.find(ConfigKeys.SANDBOX_ENABLED).orElse(false)) {
            return;
        }
        if (!config.find(ConfigKeys.SANDBOX_ACKNOWLEDGED).orElse(false)) {
            refuse(ConfigKeys.SANDBOX_ACKNOWLEDGED, "true, as the sandbox gives tickets to people who pay nothing");
        }
        if (config.find(ConfigKeys.SANDBOX_WEBHOOK_SECRET).isEmpty()) {
            refuse(ConfigKeys.SANDBOX_WEBHOOK_SECRET, Format.SECRET.expects() + ", as the sandbox is enabled");
        }
    }

    private void checkSecrets() {
        if (config.find(ConfigKeys.SIGNING_KEY).isEmpty()) {
            refuse(ConfigKeys.SIGNING_KEY, Format.SECRET.expects());
        }
        for (ConfigKey<Secret> key : KEYS) {
            Secret secret = config.find(key).orElse(null);
            if (secret == null) {
                continue;
            }
            if (secret.text().chars().distinct().count() < MIN_DISTINCT
                    || secret.text().contains("change-me")) {
                refuse(key, "a random secret, such as `openssl rand -base64 32` prints");
            }
            if (KEYS.stream()
                    .anyMatch(other -> other != key
                            && config.find(other).filter(secret::equals).isPresent())) {
                refuse(key, "a secret of its own: with the same one, what is signed for one purpose holds for another");
            }
        }
    }

    private void checkWhereSecretsAre() {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            ConfigSource source = key.secret() ? config.source(key).orElse(null) : null;
            Path file = config.secretFile(key).orElse(null);
            if (source == null) {
                continue;
            }
            if (file != null && allows(file, PosixFilePermission.OTHERS_WRITE)) {
                refuse(key, "a file that others cannot write: " + file);
            } else if (file == null && source.kind() == ConfigSource.Kind.OPTIONS) {
                refuse(key, "not on the command line, which everybody on the machine can read; use " + key.fileName());
            } else if (file == null
                    && source.kind() == ConfigSource.Kind.FILE
                    && allows(Path.of(source.name()), PosixFilePermission.OTHERS_READ)) {
                refuse(key, "a file that others cannot read (chmod o-r), as it holds a secret, or " + key.fileName());
            }
        }
    }

    private void refuseClear(ConfigKey<URI> key, String expected) {
        config.find(key)
                .filter(url -> "http".equals(url.getScheme()) && !isLoopback(url.getHost()))
                .ifPresent(_ -> refuse(key, expected));
    }

    private void refuse(ConfigKey<?> key, String expected) {
        problems.add(config.problem(key, expected));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.matches("127(\\.\\d+){3}")
                || host.equals("::1")
                || host.equals("[::1]");
    }

    private static boolean isLocalDatabase(String url) {
        String server = url.substring("jdbc:postgresql:".length());
        if (!server.startsWith("//")) {
            return true;
        }
        String hosts = server.substring(2).split("[/?]", 2)[0];
        for (String host : hosts.split(",")) {
            if (!isLoopback(host.replaceFirst(":\\d+$", ""))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(Path file, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(file).contains(permission);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
