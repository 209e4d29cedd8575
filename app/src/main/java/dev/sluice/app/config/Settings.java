package dev.sluice.app.config;

import dev.sluice.app.exit.StartException;
import dev.sluice.courier.CourierConfig;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.OperatorsConfig;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.queue.redis.RedisConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that one process needs to know, valid as a whole. Each part declares its own settings; those of no other part are declared
 * here.
 *
 * @param redis null if this process meets no other
 * @param publicUrl how browsers reach this server; null to use the address that is listened on
 * @param sandbox null if there is none
 * @param trailKeepDays for how long it is known who did what; 0 for ever
 * @param logLevel of Sluice's own code
 */
public record Settings(
        NodeConfig node,
        GatewayConfig http,
        OperatorsConfig operators,
        EngineConfig engine,
        DatabaseConfig ledger,
        RedisConfig redis,
        AuthConfig auth,
        Secret signingKey,
        URI publicUrl,
        SandboxConfig.Given sandbox,
        CourierConfig courier,
        BreakerConfig breaker,
        int trailKeepDays,
        String logLevel) {
    public static final Setting<Secret> SIGNING_KEY = Setting.secret(
            "signing.key",
            "Signs receipts, passes and ticket codes. With another key those that are out are refused; every node has"
                    + " the same.");
    public static final Setting<String> LOG_LEVEL = Setting.oneOf(
            "log.level",
            List.of("error", "warn", "info", "debug", "trace"),
            "info",
            "What Sluice's own code logs. Libraries log warnings and errors.");
    private static final Setting<Integer> TRAIL_KEEP_DAYS = Setting.number(
            "trail.keep-days",
            0,
            36_500,
            400,
            "For how long it is known who did what, and which keys of machines there were, in days. 0 for ever.");
    static final Setting<URI> PUBLIC_URL = Setting.webUrl(
            "payment.public-url", "How browsers reach this server, for the pages that a payment leads to.");

    /**
     * The settings of a demo, whose user is the only one to be harmed.
     *
     * @throws StartException naming everything that is wrong
     */
    public static Settings demo(Config config) {
        List<ConfigProblem> problems = new ArrayList<>(config.problems());
        problems.addAll(Safety.roleProblems(config));
        refuse(problems);
        return read(config, true);
    }

    /**
     * The settings of a server on which real things are sold.
     *
     * @throws StartException naming everything that is wrong or unsafe
     */
    public static Settings serve(Config config) {
        Set<String> unreadable =
                config.problems().stream().map(ConfigProblem::key).collect(Collectors.toSet());
        List<ConfigProblem> problems = new ArrayList<>(config.problems());
        Safety.problems(config).stream()
                .filter(problem -> !unreadable.contains(problem.key()))
                .forEach(problems::add);
        refuse(problems);
        return read(config, false);
    }

    /**
     * The settings of the ledger alone.
     *
     * @throws StartException naming everything that is wrong
     */
    public static DatabaseConfig ledger(Config config) {
        refuse(config.problems());
        if (config.find(DatabaseConfig.URL).isEmpty()) {
            refuse(List.of(config.problem(
                    DatabaseConfig.URL, DatabaseConfig.URL.format().expects())));
        }
        return DatabaseConfig.read(config);
    }

    /** These settings, with another ledger. */
    public Settings on(DatabaseConfig other) {
        return new Settings(
                node,
                http,
                operators,
                engine,
                other,
                redis,
                auth,
                signingKey,
                publicUrl,
                sandbox,
                courier,
                breaker,
                trailKeepDays,
                logLevel);
    }

    /** Of what all processes have to share, by name; see {@link Fingerprints}. */
    public Map<String, String> fingerprints() {
        return Fingerprints.of(this);
    }

    static Settings read(SettingReader given, boolean demo) {
        Settings settings = new Settings(
                NodeConfig.read(given),
                GatewayConfig.read(given, demo),
                OperatorsConfig.read(given),
                EngineConfig.read(given),
                DatabaseConfig.read(given),
                RedisConfig.read(given).orElse(null),
                AuthConfig.read(given),
                given.get(SIGNING_KEY),
                given.find(PUBLIC_URL).orElse(null),
                SandboxConfig.read(given).orElse(null),
                CourierConfig.read(given),
                BreakerConfig.read(given),
                given.get(TRAIL_KEEP_DAYS),
                given.get(LOG_LEVEL));
        Safety.STATEMENTS.forEach(given::get);
        return settings;
    }

    private static void refuse(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw StartException.usage(
                    problems.stream()
                            .map(problem -> "  " + problem)
                            .collect(Collectors.joining("\n", "The configuration is not right:\n", "")),
                    null);
        }
    }
}
