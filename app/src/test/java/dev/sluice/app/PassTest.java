package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
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
        assertThat(withPass("guarded", "ann").buy("guarded", "another", 1).reason())
                .isEqualTo("PURCHASE_UNDER_WAY");
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
}
