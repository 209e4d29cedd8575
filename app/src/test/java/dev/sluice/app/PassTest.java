package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.Test;

/** Passes: fetched before the rush, and all that a purchase shows. */
final class PassTest extends SharedSluice {
    private static final String GUARDS = "{\"pass\": true}";
    private static final String CHANNEL = "a secret that the client keeps to itself";

    private static Answer fetch(String sale, Visitor as) {
        return as.post(SALES + sale + "/pass", "");
    }

    private static Visitor withPass(String sale, String user) {
        return sluice.visitor()
                .withToken(fetch(sale, sluice.user(user)).expect(201).text("/pass"));
    }

    @Test
    void aSaleThatWantsPassesIsBoughtInWithOne() {
        Answer created = TestSale.of("guarded").units(9).with("guards", GUARDS).create(sluice);
        assertThat(created.text("/guards/pass")).isEqualTo("true");
        assertThat(sluice.visitor().get(SALES + "guarded").text("/guards/pass")).isEqualTo("true");
        Answer without = sluice.user("ann").buy("guarded", "k", 1);
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.reason()).isEqualTo("PASS_REQUIRED");
        assertThat(without.text("/pass")).isEqualTo("/v1/sales/guarded/pass");

        Visitor ann = withPass("guarded", "ann");
        Answer held = ann.buy("guarded", "k", 1).expect(201);
        assertThat(ann.buy("guarded", "k", 1).expect(200).id()).isEqualTo(held.id());
        assertThat(sluice.user("ann").get(RESERVATIONS + held.id()).text("/status"))
                .isEqualTo("HELD");
        Answer another = withPass("guarded", "ann").buy("guarded", "another", 1);
        assertThat(another.reason()).isEqualTo("PURCHASE_UNDER_WAY");
        assertThat(another.text("/reservation")).isEqualTo(held.id());
        sluice.user("ann").delete(RESERVATIONS + held.id()).expect(200);
        ann.buy("guarded", "third", 1).expect(201);
        assertThat(withPass("guarded", "ben").buy("guarded", "k", 1).status()).isEqualTo(201);
        assertBalanced("guarded");
    }

    @Test
    void aPassIsGoodInItsSaleAndForNothingElse() {
        TestSale.of("free").units(9).create(sluice);
        TestSale.of("strict").units(9).with("guards", GUARDS).create(sluice);
        Visitor ann = withPass("free", "ann");
        assertThat(ann.buy("strict", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        assertThat(withPass("strict", "ann").buy("free", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        assertThat(ann.buy("free", "k", 1).status()).isEqualTo(201);
        for (Answer answer : new Answer[] {
            ann.get("/v1/me/reservations"), fetch("free", ann), ann.get(ADMIN + "free"), ann.get("/v1/admin/sales")
        }) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        assertThat(fetch("free", sluice.visitor()).status()).isEqualTo(401);
        assertThat(fetch("none", sluice.user("ann")).status()).isEqualTo(404);
    }

    @Test
    void aPassOfAChannelIsWorthNothingToAThief() {
        TestSale.of("bound").units(9).with("guards", GUARDS).create(sluice);
        String pass = fetch("bound", sluice.user("ann").with("Sluice-Channel", CHANNEL))
                .expect(201)
                .text("/pass");
        Visitor thief = sluice.visitor().withToken(pass);
        assertThat(thief.buy("bound", "k", 1).status()).isEqualTo(401);
        assertThat(thief.with("Sluice-Channel", "what a thief may guess")
                        .buy("bound", "k", 1)
                        .status())
                .isEqualTo(401);
        assertThat(thief.with("Sluice-Channel", CHANNEL).buy("bound", "k", 1).status())
                .isEqualTo(201);
        assertThat(fetch("bound", sluice.user("ann").with("Sluice-Channel", "short"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPassIsGoodFromTheFetchUntilAfterTheOpening() {
        TestSale.of("soon")
                .units(9)
                .opensAt(sluice.clock.instant().plus(Duration.ofHours(2)))
                .create(sluice);
        TestSale.of("far")
                .opensAt(sluice.clock.instant().plus(Duration.ofHours(25)))
                .create(sluice);
        assertThat(fetch("far", sluice.user("ann")).reason()).isEqualTo("NOT_OPEN");
        Visitor ann = withPass("soon", "ann");
        assertThat(ann.buy("soon", "k", 1).reason()).isEqualTo("NOT_OPEN");
        sluice.advance(Duration.ofHours(2).plusMinutes(9));
        assertThat(ann.buy("soon", "k", 1).status()).isEqualTo(201);
        sluice.advance(Duration.ofMinutes(1));
        assertThat(ann.buy("soon", "k", 1).status()).isEqualTo(401);
        sluice.merchant().post(ADMIN + "soon/close", "").expect(200);
        assertThat(fetch("soon", sluice.user("ann")).reason()).isEqualTo("CLOSED");
    }

    /** None of them uses it up for whom it was set, and each is set one of their own. */
    @Test
    void aSolutionGainsNothingForOthersElsewhereLaterOrTwice() {
        for (String sale : List.of("puzzle", "riddle")) {
            TestSale.of(sale)
                    .units(9)
                    .with("guards", "{\"pass\": true, \"captcha\": \"ALTCHA\"}")
                    .create(sluice);
        }
        Visitor ann = sluice.user("ann");
        String late = solvedBy(ann);
        String solution = solvedBy(ann);
        assertUnsolved(solve("puzzle", sluice.user("ben"), solution));
        assertUnsolved(solve("riddle", ann, solution));
        solve("puzzle", ann, solution).expect(201);
        assertUnsolved(solve("puzzle", ann, solution));
        sluice.advance(Duration.ofMinutes(5));
        assertUnsolved(solve("puzzle", ann, late));
        solve("puzzle", ann, solvedBy(ann)).expect(201);
    }

    /** What somebody sets themselves, with keys that they may guess, or with a signature of another. */
    @Test
    void aForgedChallengeGainsNothing() throws Exception {
        TestSale.of("forged")
                .units(9)
                .with("guards", "{\"pass\": true, \"captcha\": \"ALTCHA\"}")
                .create(sluice);
        Visitor eve = sluice.user("eve");
        String signature = solve("forged", eve, "x").text("/challenge/signature");
        for (String key : List.of("", "eve", "captcha 1 eve", "secret", "0".repeat(64))) {
            Map<String, Object> easy = easy(key.isEmpty() ? "\0" : key);
            assertUnsolved(solve("forged", eve, Puzzles.solved(easy)));
            Map<String, Object> signed = new HashMap<>(easy);
            signed.put("signature", signature);
            assertUnsolved(solve("forged", eve, Puzzles.solved(signed)));
        }
        assertThat(sluice.visitor()
                        .withToken("slp_" + signature)
                        .buy("forged", "k", 1)
                        .status())
                .isEqualTo(401);
    }

    /** A challenge that takes one hash. */
    private static Map<String, Object> easy(String key) throws Exception {
        Altcha.Challenge easy = Altcha.createChallenge(new Altcha.ChallengeOptions()
                .setAlgorithm(Altcha.Algorithm.SHA256)
                .setNumber(0L)
                .setMaxNumber(1L)
                .setExpires(sluice.clock.millis() / 1_000 + 300)
                .setHmacKey(key));
        return Map.of(
                "algorithm", easy.algorithm,
                "challenge", easy.challenge,
                "maxnumber", easy.maxnumber,
                "salt", easy.salt,
                "signature", easy.signature);
    }

    private static String solvedBy(Visitor user) {
        return Puzzles.solved(user.get(SALES + "puzzle/challenge").expect(200).json());
    }

    private static Answer solve(String sale, Visitor as, String solution) {
        return as.post(SALES + sale + "/pass", "{\"solution\": \"" + solution + "\"}");
    }

    private static void assertUnsolved(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("CAPTCHA_FAILED");
        assertThat(answer.text("/challenge/signature")).hasSize(64);
    }
}
