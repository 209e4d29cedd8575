package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.Allowances;
import dev.sluice.gateway.auth.People;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.SaidOf;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.guard.Captcha;
import dev.sluice.gateway.guard.Captchas;
import dev.sluice.gateway.guard.GuardFigures;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.sale.Guards;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * What a sale asks of whoever fetches a pass, the cheapest first: what their token says, a puzzle, and whether the ledger has them on a list, or they have a code. A
 * puzzle that was solved is used up, whatever comes of the rest, so each guess at a code costs one. Used by one event loop.
 */
public final class Admission {
    /** Codes that one user may try in one sale, at once, and again in so long. */
    static final Quota.Limit GUESSES = new Quota.Limit(20, 3_600);

    private final Context loop;
    private final Captchas captchas;
    private final Eligibility eligibility;
    private final Quota quota;
    private final long seed;
    private final SaleCodes codes;
    private final Blocking people;
    private final GuardFigures figures;
    private final InstantSource clock;

    /**
     * @param eligibility null if no sale is for some
     * @param seed of the keys that guesses are counted by: secret, and the same at all gateways
     * @param people where the ledger is asked
     */
    public Admission(
            Context loop,
            Captchas captchas,
            Eligibility eligibility,
            Quota quota,
            long seed,
            SaleCodes codes,
            Blocking people,
            GuardFigures figures,
            InstantSource clock) {
        this.loop = loop;
        this.captchas = captchas;
        this.eligibility = eligibility;
        this.quota = quota;
        this.seed = seed;
        this.codes = codes;
        this.people = people;
        this.figures = figures;
        this.clock = clock;
    }

    /** What whoever asks has to solve in a sale; null if it asks for nothing. */
    Captcha captcha(SaleDesk sale) {
        Guards.Captcha asked = guards(sale).captcha();
        return asked == null ? null : captchas.of(asked);
    }

    /**
     * Lets somebody get a pass, or fails with {@link ProblemException}.
     *
     * @param solution of the puzzle; null for none
     * @param code null for none
     */
    Future<Void> of(HttpServerRequest request, SaleDesk sale, Principal who, String solution, String code) {
        Guards.Eligible eligible = guards(sale).eligible();
        if (eligible instanceof Guards.Eligible.ByClaim way
                && !SaidOf.token(request.headers().get(HttpHeaders.AUTHORIZATION), way.claim())) {
            return Future.failedFuture(notEligible());
        }
        return solved(sale, who, solution).compose(_ -> switch (eligible) {
            case Guards.Eligible.OnList way -> listed(sale, who, way.list());
            case Guards.Eligible.ByCode _ -> byCode(sale, who, code);
            case Guards.Eligible.ByClaim _ -> Future.succeededFuture();
            case null -> Future.succeededFuture();
        });
    }

    private static Guards guards(SaleDesk sale) {
        return sale.view().sale().terms().guards();
    }

    private Future<Void> solved(SaleDesk sale, Principal who, String solution) {
        Captcha captcha = captcha(sale);
        if (captcha == null) {
            return Future.succeededFuture();
        }
        if (solution == null) {
            return Future.failedFuture(unsolved(
                    captcha,
                    sale,
                    who,
                    Problem.of(403, "CAPTCHA_REQUIRED", "Solve this first", "solve the challenge, and ask again")));
        }
        return Future.fromCompletionStage(captcha.isSolved(sale.number(), who.user(), solution), loop)
                .compose(isSolved -> isSolved
                        ? Future.succeededFuture()
                        : Future.failedFuture(unsolved(
                                captcha,
                                sale,
                                who,
                                Problem.of(
                                        403,
                                        "CAPTCHA_FAILED",
                                        "Not solved",
                                        "that is no solution, came too late, or was used before; here is another"))));
    }

    /** With another one to solve. */
    private ProblemException unsolved(Captcha captcha, SaleDesk sale, Principal who, Problem problem) {
        figures.count(GuardKind.CAPTCHA);
        return new ProblemException(problem.with("challenge", captcha.challenge(sale.number(), who.user())));
    }

    private Future<Void> listed(SaleDesk sale, Principal who, String list) {
        byte[] person = People.digest(who.user());
        return people.call(() -> eligibility.isListed(sale.number(), list, person))
                .compose(isListed -> isListed ? Future.succeededFuture() : Future.failedFuture(notEligible()));
    }

    private ProblemException notEligible() {
        figures.count(GuardKind.ELIGIBILITY);
        return new ProblemException(Problem.of(
                403,
                "NOT_ELIGIBLE",
                "Not for you",
                "this sale is for some, and you are none of them; ask who sells this"));
    }

    private Future<Void> byCode(SaleDesk sale, Principal who, String code) {
        byte[] person = People.digest(who.user());
        return people.call(() -> eligibility.isIn(sale.number(), person)).compose(isIn -> {
            if (isIn) {
                return Future.succeededFuture();
            }
            if (code == null) {
                figures.count(GuardKind.CODE);
                return Future.failedFuture(new ProblemException(Problem.of(
                        403, "CODE_REQUIRED", "A code is needed", "this sale is for who has a code; send yours")));
            }
            return guess(sale, who).compose(_ -> redeem(sale, person, code));
        });
    }

    private Future<Void> guess(SaleDesk sale, Principal who) {
        long key = Allowances.key(seed, sale.number(), Allowances.key(seed, who.user()));
        return Future.fromCompletionStage(quota.take("code" + HexFormat.of().toHexDigits(key), GUESSES, 1), loop)
                .compose(level -> {
                    if (level.granted()) {
                        return Future.succeededFuture();
                    }
                    figures.count(GuardKind.CODE_GUESSES);
                    return Future.failedFuture(new ProblemException(Problem.of(
                                    429, "RATE_LIMITED", "Too many requests", "you try too many codes; come back later")
                            .after(Duration.ofNanos(level.waitNanos()))));
                });
    }

    /** Why a code is not good is nobody's to know who guesses. */
    private Future<Void> redeem(SaleDesk sale, byte[] person, String code) {
        byte[] digest = codes.digest(sale.number(), code);
        return people.call(() -> eligibility.redeem(sale.number(), digest, person, clock.millis()))
                .compose(isIn -> {
                    if (isIn) {
                        return Future.succeededFuture();
                    }
                    figures.count(GuardKind.CODE);
                    return Future.failedFuture(new ProblemException(Problem.of(
                            403,
                            "CODE_WRONG",
                            "Not a good code",
                            "this is no code of this sale, or others used it, or it was revoked")));
                });
    }
}
