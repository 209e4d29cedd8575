package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.auth.KeyText;
import dev.sluice.json.Texts;
import dev.sluice.ledger.DatabaseConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, revokes and lists keys by which machines ask, where nobody has a token yet to do it over HTTP. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the keys by which machines ask; with --create it makes one and prints it, once, and with --revoke it makes one useless"
                    + " within a second.",
            "It works on the ledger, beside a server. What it changes is in the trail, as done by the user of this machine. Without --data and"
                    + " without ledger.url it looks into ./data."
        })
final class KeysCommand implements Callable<Integer> {
    private static final int PAGE = 500;
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_OWNER_CHARS = 200;

    @Option(names = "--create", paramLabel = "NAME", description = "Makes a key that people call so.")
    private String create;

    @Option(
            names = "--owner",
            paramLabel = "SUBJECT",
            description = "Whose it is: the subject of the merchant's tokens.")
    private String owner;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            description =
                    "What it may do: read, sell, administer, check-in; as often as needed or with commas between.")
    private List<String> scopes = List.of();

    @Option(names = "--operator", description = "It acts as an operator, and not only as a merchant.")
    private boolean operator;

    @Option(names = "--expires", paramLabel = "TIME", description = "Until when it is good, like 2026-12-01T00:00:00Z.")
    private String expires;

    @Option(names = "--revoke", paramLabel = "ID", description = "Revokes the key with this id.")
    private String revoke;

    @Mixin
    private LedgerOptions where;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        if (create != null && revoke != null) {
            throw wrong("--create and --revoke exclude one another");
        }
        KeyText text = create == null ? null : KeyText.random();
        ApiKey key = text == null ? null : key(text.id());
        return where.with(spec, settings -> run(settings, key, text));
    }

    private int run(DatabaseConfig settings, ApiKey key, KeyText text) {
        try (OpenLedger ledger = OpenLedger.join(settings)) {
            if (key != null) {
                return create(ledger, key, text);
            }
            return revoke != null ? revoke(ledger) : list(ledger.apiKeys());
        }
    }

    private int create(OpenLedger ledger, ApiKey key, KeyText text) {
        long deed = begin(ledger, "sluice keys --create", "key=" + key.id());
        boolean made = ledger.apiKeys().create(key, text.digest());
        end(ledger, deed, made ? ExitCode.OK : ExitCode.FAILURE, made ? null : "TOO_MANY_KEYS");
        if (!made) {
            spec.commandLine()
                    .getErr()
                    .println("There are too many keys that can be used: " + ApiKeys.MAX_OF_OWNER + " of one owner, "
                            + ApiKeys.MAX + " of all. Revoke some.");
            return ExitCode.FAILURE;
        }
        spec.commandLine().getErr().println("The key of " + key.owner() + ". Keep it: it is not shown again.");
        out().println(text.text());
        out().flush();
        return ExitCode.OK;
    }

    private int revoke(OpenLedger ledger) {
        if (!KeyText.isId(revoke)) {
            throw wrong("--revoke takes the id of a key, twelve characters");
        }
        long deed = begin(ledger, "sluice keys --revoke", "key=" + revoke);
        boolean found = ledger.apiKeys().revoke(revoke, null, whoIsHere(), clock.millis());
        end(ledger, deed, found ? ExitCode.OK : ExitCode.FAILURE, found ? null : "NOT_FOUND");
        if (!found) {
            spec.commandLine().getErr().println("There is no key " + revoke + ".");
            return ExitCode.FAILURE;
        }
        return ExitCode.OK;
    }

    private int list(ApiKeys keys) {
        long before = Long.MAX_VALUE;
        List<ApiKeys.Listed> page;
        do {
            page = keys.list(owner, before, PAGE);
            page.forEach(listed -> print(listed.key()));
            before = page.isEmpty() ? before : page.getLast().number();
        } while (page.size() == PAGE);
        out().flush();
        return ExitCode.OK;
    }

    private void print(ApiKey key) {
        String state = key.revokedAtMillis() != 0
                ? "revoked " + time(key.revokedAtMillis()) + " by " + key.revokedBy()
                : key.isExpired(clock.millis()) ? "expired " + time(key.expiresAtMillis()) : "good";
        out().printf(
                        "%s  %s  %s%s  %s  made %s by %s  used %s  %s%n",
                        key.id(),
                        key.owner(),
                        key.operator() ? "operator " : "",
                        EnumSet.copyOf(key.scopes()).stream().map(Scope::word).collect(Collectors.joining(",")),
                        key.name(),
                        time(key.createdAtMillis()),
                        key.createdBy(),
                        key.usedAtMillis() == 0 ? "never" : time(key.usedAtMillis()),
                        state);
    }

    private ApiKey key(String id) {
        requireText("--create", create, MAX_NAME_CHARS);
        if (owner == null) {
            throw wrong("--create needs --owner");
        }
        requireText("--owner", owner, MAX_OWNER_CHARS);
        Set<Scope> wanted = EnumSet.noneOf(Scope.class);
        for (String word : scopes) {
            wanted.add(Scope.of(word.strip())
                    .orElseThrow(() ->
                            wrong("there is no scope " + word + "; --scope takes read, sell, administer, check-in")));
        }
        if (wanted.isEmpty()) {
            throw wrong("--create needs --scope");
        }
        long now = clock.millis();
        return new ApiKey(id, create, owner, operator, wanted, whoIsHere(), now, expiresMillis(now));
    }

    private long expiresMillis(long nowMillis) {
        if (expires == null) {
            return 0;
        }
        try {
            long millis = OffsetDateTime.parse(expires).toInstant().toEpochMilli();
            if (millis > nowMillis) {
                return millis;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw wrong("--expires takes a time like 2026-12-01T00:00:00Z");
        }
        throw wrong("--expires takes a time that is still to come");
    }

    private void requireText(String option, String text, int maxChars) {
        if (text.isBlank() || text.length() > maxChars || !Texts.isStorable(text)) {
            throw wrong(option + " takes a text of 1 to " + maxChars + " characters");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private long begin(OpenLedger ledger, String act, String detail) {
        return ledger.deeds()
                .begin(new Deed(
                        clock.millis(),
                        whoIsHere(),
                        null,
                        List.of("operator"),
                        act,
                        null,
                        List.of(detail),
                        "local",
                        "process-" + ProcessHandle.current().pid()));
    }

    /** What was done is done, also where nobody can write down that it was. */
    private void end(OpenLedger ledger, long deed, int exitCode, String code) {
        try {
            ledger.deeds().end(deed, new Deed.Result(clock.millis(), exitCode, code, null, null));
        } catch (LedgerException e) {
            spec.commandLine().getErr().println("What came of it is not in the trail: " + e.getMessage());
        }
    }

    private static String whoIsHere() {
        return "cli:" + System.getProperty("user.name", "somebody");
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
