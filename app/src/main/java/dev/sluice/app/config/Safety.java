package dev.sluice.app.config;

import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.OperatorsConfig;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.tls.TlsConfig;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.ledger.DatabaseUrl;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.queue.redis.RedisConfig;
import dev.sluice.queue.redis.RedisUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server that sells real things refuses to start with. Each rule stands in {@code docs/operating/settings.md}; settings that
 * cannot be parsed are reported elsewhere.
 */
final class Safety {
    private static final List<Setting<Secret>> KEYS =
            List.of(AuthConfig.HS256_SECRET, Settings.SIGNING_KEY, SandboxConfig.WEBHOOK_SECRET);
    private static final Setting<Boolean> TRUSTED_NETWORK = Setting.flag(
            "ledger.trusted-network",
            "States that nobody else can read or change what passes between this server and the database, so that no"
                    + " TLS is needed.");
    private static final Setting<Boolean> REDIS_TRUSTED_NETWORK = Setting.flag(
            "redis.trusted-network",
            "States that nobody else can read or change what passes between this server and Redis, so that no TLS is needed.");
    private static final Setting<Boolean> SANDBOX_ACKNOWLEDGED = Setting.flag(
            "payment.sandbox.acknowledged",
            "States that you know that with the sandbox everybody gets tickets without paying.");
    /** Settings of these rules alone. */
    static final List<Setting<Boolean>> STATEMENTS =
            List.of(TRUSTED_NETWORK, REDIS_TRUSTED_NETWORK, SANDBOX_ACKNOWLEDGED);

    private static final int MIN_DISTINCT = 10;

    private final Config config;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Safety(Config config) {
        this.config = config;
    }

    static List<ConfigProblem> problems(Config config) {
        Safety safety = new Safety(config);
        safety.checkCertificate();
        safety.checkHttp();
        safety.checkAuth();
        safety.checkLedger();
        safety.checkRoles();
        safety.checkRedis();
        safety.checkPayments();
        safety.checkSecrets();
        safety.checkWhereSecretsAre();
        return safety.problems;
    }

    /** What no process can be, whoever starts it. */
    static List<ConfigProblem> roleProblems(Config config) {
        Safety safety = new Safety(config);
        safety.checkCertificate();
        safety.checkRoles();
        return safety.problems;
    }

    private void checkCertificate() {
        boolean certificate = config.find(TlsConfig.CERTIFICATE).isPresent();
        if (certificate != config.find(TlsConfig.KEY).isPresent()) {
            refuse(
                    certificate ? TlsConfig.KEY : TlsConfig.CERTIFICATE,
                    "a PEM file, as a certificate is nothing without its key, nor a key without its certificate");
        }
    }

    private void checkHttp() {
        boolean certificate = config.find(TlsConfig.CERTIFICATE).isPresent();
        if (certificate || config.find(WireConfig.BEHIND_TLS_PROXY).orElse(false)) {
            return;
        }
        boolean operatorsApart = config.find(OperatorsConfig.PORT).orElse(0) > 0;
        if (!isLoopback(config.find(GatewayConfig.HOST).orElse(""))) {
            refuse(
                    WireConfig.BEHIND_TLS_PROXY,
                    "true, or a certificate (http.tls-certificate), as http.host can be reached from other machines and"
                            + " tokens must not cross a network in the clear");
        } else if (operatorsApart
                && !isLoopback(config.find(OperatorsConfig.HOST).orElse(""))) {
            refuse(
                    WireConfig.BEHIND_TLS_PROXY,
                    "true, or a certificate (http.tls-certificate), as operators.host can be reached from other machines"
                            + " and tokens must not cross a network in the clear");
        }
    }

    private void checkAuth() {
        boolean jwks = config.find(AuthConfig.JWKS_URL).isPresent();
        if (!jwks && config.find(AuthConfig.HS256_SECRET).isEmpty()) {
            refuse(AuthConfig.HS256_SECRET, "it or auth.jwks-url, so that users can be told apart");
        }
        if (jwks && config.find(AuthConfig.ISSUER).isEmpty()) {
            refuse(AuthConfig.ISSUER, "the issuer of your tokens, as auth.jwks-url is set");
        }
        if (jwks && config.find(AuthConfig.AUDIENCE).isEmpty()) {
            refuse(
                    AuthConfig.AUDIENCE,
                    "what your tokens call this service; without it tokens made for other services would do");
        }
        refuseClear(AuthConfig.JWKS_URL, "an https URL, as whoever changes the keys on their way can be any user");
    }

    private void checkLedger() {
        DatabaseUrl url = config.find(DatabaseConfig.URL).map(DatabaseUrl::of).orElse(null);
        if (url == null) {
            refuse(DatabaseConfig.URL, DatabaseConfig.URL.format().expects());
            return;
        }
        if (url.hasPassword()) {
            refuse(DatabaseConfig.URL, "no password in it, as URLs are logged; set ledger.password-file");
        }
        if (url.hasUser()) {
            refuse(DatabaseConfig.URL, "no user in it, as ledger.user is the one that counts");
        }
        boolean trusted = config.find(TRUSTED_NETWORK).orElse(false);
        if (!trusted && !url.isThisMachine() && !url.isEncrypted()) {
            refuse(DatabaseConfig.URL, "sslmode=verify-full in it, or ledger.trusted-network=true");
        }
    }

    private void checkRoles() {
        boolean everything =
                config.find(NodeConfig.ROLES).map(NodeConfig::isEverything).orElse(true);
        if (!everything && config.find(RedisConfig.URL).isEmpty()) {
            refuse(
                    NodeConfig.ROLES,
                    NodeConfig.ROLES.defaultText() + ", all of them, or redis.url: processes find one another there");
        }
    }

    private void checkRedis() {
        RedisUrl url = config.find(RedisConfig.URL).orElse(null);
        if (url == null) {
            return;
        }
        if (url.hasPassword()) {
            refuse(RedisConfig.URL, "no user and no password in it, as URLs are logged; set redis.password-file");
        }
        if (url.isThisMachine()) {
            return;
        }
        boolean trusted = config.find(REDIS_TRUSTED_NETWORK).orElse(false);
        if (!trusted && !url.isEncrypted()) {
            refuse(RedisConfig.URL, "rediss: in the place of redis:, or redis.trusted-network=true");
        }
        if (config.find(RedisConfig.PASSWORD).isEmpty()) {
            refuse(
                    RedisConfig.PASSWORD,
                    RedisConfig.PASSWORD.format().expects() + ": whoever reaches it can give orders in anybody's name");
        }
    }

    private void checkPayments() {
        refuseClear(Settings.PUBLIC_URL, "an https URL");
        config.find(Settings.PUBLIC_URL)
                .filter(url -> url.getRawQuery() != null || url.getRawFragment() != null)
                .ifPresent(_ -> refuse(Settings.PUBLIC_URL, "a URL without ? and #, as paths are put after it"));
        if (!config.find(SandboxConfig.ENABLED).orElse(false)) {
            return;
        }
        if (!config.find(SANDBOX_ACKNOWLEDGED).orElse(false)) {
            refuse(SANDBOX_ACKNOWLEDGED, "true, as the sandbox gives tickets to people who pay nothing");
        }
        if (config.find(TlsConfig.CERTIFICATE).isPresent()
                && config.find(Settings.PUBLIC_URL).isEmpty()) {
            refuse(
                    Settings.PUBLIC_URL,
                    "an https URL by the name that http.tls-certificate is for, as the sandbox sends its webhooks there");
        }
        if (config.find(SandboxConfig.WEBHOOK_SECRET).isEmpty()) {
            refuse(
                    SandboxConfig.WEBHOOK_SECRET,
                    SandboxConfig.WEBHOOK_SECRET.format().expects() + ", as the sandbox is enabled");
        }
    }

    private void checkSecrets() {
        if (config.find(Settings.SIGNING_KEY).isEmpty()) {
            refuse(Settings.SIGNING_KEY, Settings.SIGNING_KEY.format().expects());
        }
        for (Path file : config.find(AuthConfig.SIGNING_KEY_FILES).orElse(List.of())) {
            if (!AuthConfig.isSigningKey(file) || allows(file, PosixFilePermission.OTHERS_WRITE)) {
                refuse(
                        AuthConfig.SIGNING_KEY_FILES,
                        "files that can be read, that others cannot write, with at least 32 bytes each: " + file);
            }
        }
        for (Setting<Secret> key : KEYS) {
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
        for (Setting<?> key : Declared.settings()) {
            ConfigSource source = key.isSecret() ? config.source(key).orElse(null) : null;
            Path file = config.secretFile(key).orElse(null);
            if (source == null) {
                continue;
            }
            if (file != null && allows(file, PosixFilePermission.OTHERS_WRITE)) {
                refuse(key, "a file that others cannot write: " + file);
            } else if (file == null && source.kind() == ConfigSource.Kind.OPTIONS) {
                refuse(
                        key,
                        "not on the command line, which everybody on the machine can read; use "
                                + SettingNames.file(key));
            } else if (file == null
                    && source.kind() == ConfigSource.Kind.FILE
                    && allows(Path.of(source.name()), PosixFilePermission.OTHERS_READ)) {
                refuse(
                        key,
                        "a file that others cannot read (chmod o-r), as it holds a secret, or "
                                + SettingNames.file(key));
            }
        }
    }

    private void refuseClear(Setting<URI> key, String expected) {
        config.find(key)
                .filter(url -> "http".equals(url.getScheme()) && !isLoopback(url.getHost()))
                .ifPresent(_ -> refuse(key, expected));
    }

    private void refuse(Setting<?> key, String expected) {
        problems.add(config.problem(key, expected));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.matches("127(\\.\\d+){3}")
                || host.equals("::1")
                || host.equals("[::1]");
    }

    private static boolean allows(Path file, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(file).contains(permission);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
