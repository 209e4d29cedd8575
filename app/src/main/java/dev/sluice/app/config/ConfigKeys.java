package dev.sluice.app.config;

import dev.sluice.engine.writer.EngineConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Every setting there is. {@code docs/reference/settings.md} is held against this table by a test. */
public final class ConfigKeys {
    private static final int DAY_SECONDS = 86_400;
    private static final int MINUTE_MILLIS = 60_000;
    private static final EngineConfig ENGINE = EngineConfig.DEFAULT;

    public static final ConfigKey<String> HTTP_HOST = ConfigKey.of(
            "http.host",
            Format.TEXT,
            "127.0.0.1",
            "Address to listen on. `0.0.0.0` for all of the machine's addresses.");
    public static final ConfigKey<Integer> HTTP_PORT =
            ConfigKey.of("http.port", Format.number(0, 65_535), "8080", "Port to listen on. 0 for any free one.");
    public static final ConfigKey<Boolean> HTTP_BEHIND_TLS_PROXY = ConfigKey.of(
            "http.behind-tls-proxy",
            Format.FLAG,
            "false",
            "States that a proxy in front ends TLS. The server itself speaks plain HTTP.");
    public static final ConfigKey<Integer> HTTP_IDLE_TIMEOUT_SECONDS = ConfigKey.of(
            "http.idle-timeout-seconds",
            Format.number(31, 3_600),
            "60",
            "A connection on which nothing moves for this long is closed, in seconds. Longer than the longest wait, 30.");
    public static final ConfigKey<Integer> HTTP_MAX_CONNECTIONS = ConfigKey.of(
            "http.max-connections",
            Format.number(1, 1_000_000),
            "20000",
            "Connections that are open at the same time.");
    public static final ConfigKey<Integer> HTTP_MAX_WAITING = ConfigKey.of(
            "http.max-waiting",
            Format.number(1, 10_000_000),
            "200000",
            "Requests that wait for a decision at the same time. What comes on top is answered 503 `BUSY`.");
    public static final ConfigKey<Integer> HTTP_DEFAULT_WAIT_SECONDS = ConfigKey.of(
            "http.default-wait-seconds",
            Format.number(0, 10),
            "1",
            "How long a purchase waits for its decision before it is answered 202, unless it asks otherwise (`Prefer: wait=…`).");

    public static final ConfigKey<String> HTTP_TRANSPORT = ConfigKey.of(
            "http.transport",
            Format.oneOf("auto", "io_uring", "epoll", "nio"),
            "auto",
            "How the system's sockets are served. What the machine lacks falls back to the next of these; `auto` is the one measured best.");
    public static final ConfigKey<Integer> HTTP_EVENT_LOOPS = ConfigKey.of(
            "http.event-loops", Format.number(0, 1_024), "0", "Threads that serve connections. 0 for one a core.");

    public static final ConfigKey<Integer> ENGINE_QUEUE_CAPACITY = ConfigKey.of(
            "engine.queue-capacity",
            Format.number(1, 1 << 24),
            Integer.toString(ENGINE.queueCapacity()),
            "Commands that may wait in front of one sale. What comes on top is answered 503 `BUSY`.");
    public static final ConfigKey<Integer> ENGINE_MAX_BATCH = ConfigKey.of(
            "engine.max-batch",
            Format.number(1, 1 << 16),
            Integer.toString(ENGINE.maxBatch()),
            "Commands that one transaction decides at most, and rows that it changes.");
    public static final ConfigKey<Integer> ENGINE_STALL_MILLIS = ConfigKey.of(
            "engine.stall-millis",
            Format.number(1, MINUTE_MILLIS),
            Integer.toString(ENGINE.stallMillis()),
            "While a commit takes longer than this, in milliseconds, new requests are refused at once.");
    public static final ConfigKey<Integer> ENGINE_RETIRE_SECONDS = ConfigKey.of(
            "engine.retire-seconds",
            Format.number(1, DAY_SECONDS),
            Integer.toString(ENGINE.retireSeconds()),
            "A closed and settled sale leaves memory after this long without a command, in seconds.");

    public static final ConfigKey<String> LEDGER_URL = ConfigKey.of(
            "ledger.url", Format.JDBC_URL, null, "The PostgreSQL database (18 or newer) that keeps the truth.");
    public static final ConfigKey<String> LEDGER_USER = ConfigKey.of("ledger.user", Format.TEXT, "sluice", "Its user.");
    public static final ConfigKey<Secret> LEDGER_PASSWORD = new ConfigKey<>(
            "ledger.password",
            Format.PASSWORD,
            null,
            true,
            "The user's password. Empty where the server asks for none.");
    public static final ConfigKey<Boolean> LEDGER_TRUSTED_NETWORK = ConfigKey.of(
            "ledger.trusted-network",
            Format.FLAG,
            "false",
            "States that nobody else can read or change what passes between this server and the database, so that no TLS is needed.");
    public static final ConfigKey<Integer> LEDGER_POOL_SIZE = ConfigKey.of(
            "ledger.pool-size",
            Format.number(2, 1_000),
            "10",
            "Connections to the database. Sales share them: each needs one while it commits, a report needs one while it reads.");
    public static final ConfigKey<Integer> LEDGER_CONNECT_TIMEOUT_MILLIS = ConfigKey.of(
            "ledger.connect-timeout-millis",
            Format.number(250, MINUTE_MILLIS),
            "2000",
            "Patience with a new connection, in milliseconds.");
    public static final ConfigKey<Integer> LEDGER_STATEMENT_TIMEOUT_MILLIS = ConfigKey.of(
            "ledger.statement-timeout-millis",
            Format.number(250, 10 * MINUTE_MILLIS),
            "10000",
            "Patience with one statement, in milliseconds. A commit that takes longer counts as lost, and is looked up again.");

    public static final ConfigKey<Secret> AUTH_HS256_SECRET = ConfigKey.secret(
            "auth.hs256-secret", "Verifies the users' tokens, where your identity provider signs them with HS256.");
    public static final ConfigKey<URI> AUTH_JWKS_URL = ConfigKey.of(
            "auth.jwks-url",
            Format.WEB_URL,
            null,
            "Where your identity provider publishes its keys (RS256, ES256, EdDSA). Needs `auth.issuer` and `auth.audience`.");
    public static final ConfigKey<String> AUTH_ISSUER =
            ConfigKey.of("auth.issuer", Format.TEXT, null, "Only tokens with this `iss` are accepted.");
    public static final ConfigKey<String> AUTH_AUDIENCE =
            ConfigKey.of("auth.audience", Format.TEXT, null, "Only tokens with this `aud` are accepted.");

    public static final ConfigKey<Secret> SIGNING_KEY = ConfigKey.secret(
            "signing.key",
            "Signs receipts, passes and ticket codes. With another key those that are out are refused; every node has the same.");

    public static final ConfigKey<URI> PAYMENT_PUBLIC_URL = ConfigKey.of(
            "payment.public-url",
            Format.WEB_URL,
            null,
            "How browsers reach this server, for the pages that a payment leads to.");
    public static final ConfigKey<Boolean> SANDBOX_ENABLED = ConfigKey.of(
            "payment.sandbox.enabled", Format.FLAG, "false", "Offers the sandbox provider, which takes no money.");
    public static final ConfigKey<Boolean> SANDBOX_ACKNOWLEDGED = ConfigKey.of(
            "payment.sandbox.acknowledged",
            Format.FLAG,
            "false",
            "States that you know that with the sandbox everybody gets tickets without paying.");
    public static final ConfigKey<Secret> SANDBOX_WEBHOOK_SECRET =
            ConfigKey.secret("payment.sandbox.webhook-secret", "Signs the sandbox's webhooks.");
    public static final ConfigKey<Integer> SANDBOX_DELAY_MILLIS = ConfigKey.of(
            "payment.sandbox.delay-millis",
            Format.number(0, DAY_SECONDS * 1_000),
            "0",
            "The sandbox sends its webhook this much later, in milliseconds.");
    public static final ConfigKey<Boolean> SANDBOX_DUPLICATE =
            ConfigKey.of("payment.sandbox.duplicate", Format.FLAG, "false", "The sandbox sends each webhook twice.");
    public static final ConfigKey<Boolean> SANDBOX_CROSSING = ConfigKey.of(
            "payment.sandbox.crossing",
            Format.FLAG,
            "false",
            "The sandbox reports a payment as declined before and after it reports that it succeeded, as happens where reports cross.");
    static final ConfigKey<Boolean> SANDBOX_SLOW_REFUNDS = ConfigKey.of(
            "payment.sandbox.slow-refunds",
            Format.FLAG,
            "false",
            "The sandbox only accepts refunds when they are ordered, and reports them as made `payment.sandbox.delay-millis` later.");

    public static final ConfigKey<String> LOG_LEVEL = ConfigKey.of(
            "log.level",
            Format.oneOf("error", "warn", "info", "debug", "trace"),
            "info",
            "What Sluice's own code logs. Libraries log warnings and errors.");

    static final List<ConfigKey<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTP_BEHIND_TLS_PROXY,
            HTTP_IDLE_TIMEOUT_SECONDS,
            HTTP_MAX_CONNECTIONS,
            HTTP_MAX_WAITING,
            HTTP_DEFAULT_WAIT_SECONDS,
            HTTP_TRANSPORT,
            HTTP_EVENT_LOOPS,
            ENGINE_QUEUE_CAPACITY,
            ENGINE_MAX_BATCH,
            ENGINE_STALL_MILLIS,
            ENGINE_RETIRE_SECONDS,
            LEDGER_URL,
            LEDGER_USER,
            LEDGER_PASSWORD,
            LEDGER_TRUSTED_NETWORK,
            LEDGER_POOL_SIZE,
            LEDGER_CONNECT_TIMEOUT_MILLIS,
            LEDGER_STATEMENT_TIMEOUT_MILLIS,
            AUTH_HS256_SECRET,
            AUTH_JWKS_URL,
            AUTH_ISSUER,
            AUTH_AUDIENCE,
            SIGNING_KEY,
            PAYMENT_PUBLIC_URL,
            SANDBOX_ENABLED,
            SANDBOX_ACKNOWLEDGED,
            SANDBOX_WEBHOOK_SECRET,
            SANDBOX_DELAY_MILLIS,
            SANDBOX_DUPLICATE,
            SANDBOX_CROSSING,
            SANDBOX_SLOW_REFUNDS,
            LOG_LEVEL);

    private ConfigKeys() {}

    static Optional<ConfigKey<?>> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** Every name that can be given, with the names of the secrets' files. */
    static List<String> names() {
        return ALL.stream()
                .<String>mapMulti((key, names) -> {
                    names.accept(key.name());
                    if (key.secret()) {
                        names.accept(key.fileName());
                    }
                })
                .toList();
    }
}
