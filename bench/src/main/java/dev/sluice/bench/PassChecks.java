package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.engine.quota.InProcessOnce;
import dev.sluice.engine.quota.InProcessQuota;
import dev.sluice.gateway.auth.KeyRing;
import dev.sluice.gateway.auth.Passes;
import dev.sluice.gateway.auth.SaidOf;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.guard.Captcha;
import dev.sluice.gateway.guard.CaptchaConfig;
import dev.sluice.gateway.guard.Captchas;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.sale.Guards;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What is looked at before a pass is given, and the pass itself, as far as a gateway decides it by itself. One thread. */
final class PassChecks {
    private static final byte[] SECRET = "the key of a deployment that measures".getBytes(UTF_8);
    private static final int USERS = 20_000;
    private static final int SALE = 7;
    private static final CaptchaConfig LITTLE_WORK = new CaptchaConfig(100, 100, 1_000_000);
    /** It stands still, for solutions last no longer than minutes. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.now());

    private final List<String> users =
            IntStream.range(0, USERS).mapToObj(i -> "customer-" + i).toList();
    private Captcha captcha = captcha();

    /** With nothing that was used. */
    private static Captcha captcha() {
        GuardPorts ports =
                GuardPorts.among(new InProcessQuota(SALE, System::nanoTime), new InProcessOnce(System::nanoTime));
        return Captchas.of(SECRET, LITTLE_WORK, ports, CLOCK).of(Guards.Captcha.ALTCHA);
    }

    /** By name. */
    Map<String, IntPredicate> all() {
        Map<String, IntPredicate> checks = new LinkedHashMap<>();
        Passes passes = new Passes(KeyRing.of(List.of(), SECRET), CLOCK);
        long ends = CLOCK.millis() / 1_000 + 3_600;
        List<String> shown = users.stream()
                .map(user -> "Bearer " + passes.write(SALE, user, ends, null))
                .toList();
        checks.put("a pass", i -> passes.verify(shown.get(i % USERS), null) != null);
        List<String> solutions = users.stream()
                .map(user -> Puzzle.solve(captcha.challenge(SALE, user)).solution())
                .toList();
        checks.put("a captcha is set", i -> captcha.challenge(SALE, users.get(i % USERS)) != null);
        checks.put("a captcha's solution", i -> isSolved(i, 0, solutions));
        checks.put("a captcha's solution, somebody else's", i -> isSolved(i, 1, solutions));
        SignedTokens tokens = new SignedTokens(SECRET, Instant.ofEpochSecond(ends));
        List<String> bearers = users.stream()
                .map(user -> "Bearer " + tokens.token(user, "gold"))
                .toList();
        checks.put("a claim in a token", i -> SaidOf.token(bearers.get(i % USERS), "roles=gold"));
        SaleCodes codes = new SaleCodes(SECRET);
        List<String> given = users.stream().map(_ -> SaleCodes.random()).toList();
        checks.put("a code, as the ledger keeps it", i -> codes.digest(SALE, given.get(i % USERS)).length > 0);
        return checks;
    }

    private boolean isSolved(int i, int next, List<String> solutions) {
        if (i % USERS == 0) {
            captcha = captcha();
        }
        String user = users.get((i + next) % USERS);
        return captcha.isSolved(SALE, user, solutions.get(i % USERS))
                .toCompletableFuture()
                .join();
    }
}
