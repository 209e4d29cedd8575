package dev.sluice.app.config;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.writer.EngineConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that one process needs to know, valid as a whole: one record per module. */
public record Settings(
        Http http,
        EngineConfig engine,
        Ledger ledger,
        Auth auth,
        Secret signingKey,
        Payments payments,
        String logLevel) {
    /**
     * @param port 0 for any free one
     * @param maxWaiting requests that wait for a decision
     */
    public record Http(
            String host,
            int port,
            int idleTimeoutSeconds,
            int maxConnections,
            int maxWaiting,
            int defaultWaitSeconds,
            String transport,
            int eventLoops) {}

    /** @param password null if the server asks for none */
    public record Ledger(
            String url,
            String user,
            Secret password,
            int poolSize,
            int connectTimeoutMillis,
            int statementTimeoutMillis) {
        /** A ledger with the usual bounds. */
        public static Ledger at(String url, String user, Secret password) {
            return new Ledger(
                    url,
                    user,
                    password,
                    Integer.parseInt(ConfigKeys.LEDGER_POOL_SIZE.defaultText()),
                    Integer.parseInt(ConfigKeys.LEDGER_CONNECT_TIMEOUT_MILLIS.defaultText()),
                    Integer.parseInt(ConfigKeys.LEDGER_STATEMENT_TIMEOUT_MILLIS.defaultText()));
        }

        /** The same bounds, in another database. */
        public Ledger movedTo(String otherUrl, String otherUser, Secret otherPassword) {
            return new Ledger(
                    otherUrl, otherUser, otherPassword, poolSize, connectTimeoutMillis, statementTimeoutMillis);
        }

        /** The password as drivers take it: empty if there is none. */
        public String passwordText() {
            return password == null ? "" : password.text();
        }
    }

    /** Each null if not given; at least one of {@code hs256Secret} and {@code jwksUrl} is. */
    public record Auth(Secret hs256Secret, URI jwksUrl, String issuer, String audience) {}

    /**
     * @param publicUrl null to use the address that is listened on
     * @param sandbox null if there is none
     */
    public record Payments(URI publicUrl, Sandbox sandbox) {}

    /**
     * @param duplicate whether each webhook is sent twice
     * @param crossing whether a decline is reported around each success
     * @param acceptsRefunds whether a refund is only accepted when it is ordered, and made later
     */
    public record Sandbox(
            Secret webhookSecret, int delayMillis, boolean duplicate, boolean crossing, boolean acceptsRefunds) {}

    /**
     * The settings of a demo, whose user is the only one to be harmed.
     *
     * @throws StartException naming everything that is wrong
     */
    public static Settings demo(Config config) {
        return build(config, List.of());
    }

    /**
     * The settings of a server on which real things are sold.
     *
     * @throws StartException naming everything that is wrong or unsafe
     */
    public static Settings serve(Config config) {
        return build(config, Safety.problems(config));
    }

    /**
     * The settings of the ledger alone.
     *
     * @throws StartException naming everything that is wrong
     */
    public static Ledger ledger(Config config) {
        refuse(
                config.find(ConfigKeys.LEDGER_URL).isPresent()
                                || !config.problems().isEmpty()
                        ? config.problems()
                        : List.of(config.problem(
                                ConfigKeys.LEDGER_URL,
                                ConfigKeys.LEDGER_URL.format().expects())));
        return new Ledger(
                config.get(ConfigKeys.LEDGER_URL),
                config.get(ConfigKeys.LEDGER_USER),
                config.find(ConfigKeys.LEDGER_PASSWORD).orElse(null),
                config.get(ConfigKeys.LEDGER_POOL_SIZE),
                config.get(ConfigKeys.LEDGER_CONNECT_TIMEOUT_MILLIS),
                config.get(ConfigKeys.LEDGER_STATEMENT_TIMEOUT_MILLIS));
    }

    /** These settings, with another ledger. */
    public Settings on(Ledger other) {
        return new Settings(http, engine, other, auth, signingKey, payments, logLevel);
    }

    private static Settings build(Config config, List<ConfigProblem> unsafe) {
        Set<String> unreadable =
                config.problems().stream().map(ConfigProblem::key).collect(Collectors.toSet());
        List<ConfigProblem> problems = new ArrayList<>(config.problems());
        unsafe.stream().filter(problem -> !unreadable.contains(problem.key())).forEach(problems::add);
        refuse(problems);
        return new Settings(
                http(config),
                new EngineConfig(
                        config.get(ConfigKeys.ENGINE_QUEUE_CAPACITY),
                        config.get(ConfigKeys.ENGINE_MAX_BATCH),
                        config.get(ConfigKeys.ENGINE_STALL_MILLIS),
                        config.get(ConfigKeys.ENGINE_RETIRE_SECONDS)),
                ledger(config),
                new Auth(
                        config.find(ConfigKeys.AUTH_HS256_SECRET).orElse(null),
                        config.find(ConfigKeys.AUTH_JWKS_URL).orElse(null),
                        config.find(ConfigKeys.AUTH_ISSUER).orElse(null),
                        config.find(ConfigKeys.AUTH_AUDIENCE).orElse(null)),
                config.get(ConfigKeys.SIGNING_KEY),
                new Payments(config.find(ConfigKeys.PAYMENT_PUBLIC_URL).orElse(null), sandbox(config)),
                config.get(ConfigKeys.LOG_LEVEL));
    }

    private static Http http(Config config) {
        return new Http(
                config.get(ConfigKeys.HTTP_HOST),
                config.get(ConfigKeys.HTTP_PORT),
                config.get(ConfigKeys.HTTP_IDLE_TIMEOUT_SECONDS),
                config.get(ConfigKeys.HTTP_MAX_CONNECTIONS),
                config.get(ConfigKeys.HTTP_MAX_WAITING),
                config.get(ConfigKeys.HTTP_DEFAULT_WAIT_SECONDS),
                config.get(ConfigKeys.HTTP_TRANSPORT),
                config.get(ConfigKeys.HTTP_EVENT_LOOPS));
    }

    private static Sandbox sandbox(Config config) {
        return config.get(ConfigKeys.SANDBOX_ENABLED)
                ? new Sandbox(
                        config.get(ConfigKeys.SANDBOX_WEBHOOK_SECRET),
                        config.get(ConfigKeys.SANDBOX_DELAY_MILLIS),
                        config.get(ConfigKeys.SANDBOX_DUPLICATE),
                        config.get(ConfigKeys.SANDBOX_CROSSING),
                        config.get(ConfigKeys.SANDBOX_SLOW_REFUNDS))
                : null;
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
