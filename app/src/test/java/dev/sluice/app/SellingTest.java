package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant's back end does in the name of users, and where it ends. */
final class SellingTest extends SharedSluice {
    private static Visitor seller;

    private static Visitor seller() {
        if (seller == null) {
            Answer made = sluice.merchant()
                    .post("/v1/admin/keys", "{\"name\": \"box office\", \"scopes\": [\"sell\"]}")
                    .expect(201);
            seller = sluice.visitor().withToken(made.text("/key"));
            Await.until("the key is known", () -> seller.get("/v1/me/tickets").status() == 403);
        }
        return seller;
    }

    private static Visitor inNameOf(String user) {
        return seller().with("Sluice-User", user);
    }

    @Test
    void whatIsBoughtInTheNameOfAUserIsTheirs() {
        TestSale.of("office").units(9).create(sluice);

        Answer held = inNameOf("ann").buy("office", "k", 1).expect(201);

        assertThat(sluice.user("ann").get(RESERVATIONS + held.id()).expect(200).text("/status"))
                .isEqualTo("HELD");
        assertThat(inNameOf("ann").get(RESERVATIONS + held.id()).status()).isEqualTo(200);
        assertThat(inNameOf("bob").get(RESERVATIONS + held.id()).status()).isEqualTo(404);
        assertThat(sluice.user("ann").buy("office", "k", 1).expect(200).id())
                .as("the same user, and the same key")
                .isEqualTo(held.id());
        assertThat(sluice.user("ann").buy("office", "another", 2).reason())
                .as("the limit holds for both ways together")
                .isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void aMachinePaysAndCancelsForItsUsers() {
        TestSale.of("counter").units(9).create(sluice);
        Answer held = inNameOf("cem").buy("counter", "k", 1).expect(201);

        Answer payment = inNameOf("cem").openPayment(held.id()).expect(201);
        assertThat(inNameOf("cem")
                        .get("/v1/payments/" + payment.id())
                        .expect(200)
                        .text("/status"))
                .isEqualTo("PENDING");
        assertThat(inNameOf("cem").delete(RESERVATIONS + held.id()).expect(200).text("/status"))
                .isEqualTo("CANCELLED");

        Answer deeds = Await.until(
                "it is written down",
                () -> sluice.merchant().get("/v1/admin/deeds?sale=counter").expect(200),
                page -> page.texts("/deeds", "/status").size() >= 3
                        && !page.texts("/deeds", "/status").contains(null));
        assertThat(deeds.texts("/deeds", "/act"))
                .as("a purchase is a reservation, and no deed")
                .containsExactly(
                        "DELETE /v1/reservations/{id}", "POST /v1/reservations/{id}/payment", "POST /v1/admin/sales");
        assertThat(deeds.text("/deeds/0/subject")).isEqualTo("mia");
        assertThat(deeds.body()).doesNotContain("cem");
    }

    /** What a crowd is asked for does not fit whoever stands at a counter; what they may have does. */
    @Test
    void aCounterSellsWhereACrowdNeedsAPassAndThatIsWrittenDown() {
        String asks = "\"pass\": true, \"captcha\": \"ALTCHA\", \"eligible\": {\"codes\": true}";
        String rare = ", \"rate\": {\"perAddress\": {\"requests\": 1, \"seconds\": 3600}}";
        for (String guards : List.of(asks + rare, asks + ", \"waitingRoom\": {\"perMinute\": 1}")) {
            String sale = "desk" + Math.abs(guards.hashCode());
            TestSale.of(sale).units(9).with("guards", "{" + guards + "}").create(sluice);
            Answer held = inNameOf("dora").buy(sale, "k", 1).expect(201);
            assertThat(inNameOf("dora").buy(sale, "k", 1).expect(200).id()).isEqualTo(held.id());
            assertThat(inNameOf("dora").buy(sale, "another", 1).reason())
                    .as("one after the other, as with a pass")
                    .isEqualTo("PURCHASE_UNDER_WAY");
            assertThat(inNameOf("emil").buy(sale, "k", 3).reason()).isEqualTo("LIMIT_EXCEEDED");
            inNameOf("emil").buy(sale, "k", 1).expect(201);
            assertThat(sluice.user("dora").buy(sale, "k", 1).reason())
                    .as("with a token of her own she is one of the crowd")
                    .isEqualTo("PASS_REQUIRED");
            assertThat(inNameOf("dora").post(SALES + sale + "/pass", "").status())
                    .as("it needs none, and gets none")
                    .isEqualTo(403);

            Answer deeds = Await.until(
                    "it is written down",
                    () -> sluice.merchant().get("/v1/admin/deeds?sale=" + sale).expect(200),
                    page -> page.list("/deeds").size() == 6
                            && !page.texts("/deeds", "/status").contains(null));
            assertThat(deeds.texts("/deeds", "/act").subList(0, 5)).containsOnly("POST /v1/sales/{sale}/reservations");
            assertThat(deeds.texts("/deeds", "/status")).containsExactly("201", "409", "409", "200", "201", "201");
            assertThat(deeds.text("/deeds/4/made")).isEqualTo(RESERVATIONS + held.id());
            assertThat(deeds.body()).doesNotContain("dora");
            assertBalanced(sale);
        }
    }

    @Test
    void whoIsBlockedIsBlockedAtTheCounter() {
        TestSale.of("strict-desk").units(9).with("guards", "{\"pass\": true}").create(sluice);
        sluice.user("root", "operator")
                .post("/v1/admin/blocklist", "{\"user\": \"mallory-of-the-desk\", \"reason\": \"tries\"}")
                .expect(201);
        Await.until(
                "mallory is blocked",
                () -> "BLOCKED"
                        .equals(inNameOf("mallory-of-the-desk")
                                .buy("strict-desk", "k", 1)
                                .reason()));
    }

    /** It would read there what users do elsewhere, and undo it. */
    @Test
    void inOthersSalesAMachineIsNobody() {
        Answer theirs = sluice.user("otto", "merchant")
                .post("/v1/admin/sales", TestSale.of("ottos").units(9).json())
                .expect(201);
        Await.until(
                "it is sold", () -> sluice.user("ann").buy(theirs.id(), "k", 1).status() < 300);
        String held = sluice.user("ann").buy(theirs.id(), "k", 1).id();
        String payment = sluice.user("ann").openPayment(held).expect(201).id();

        for (Answer answer : List.of(
                inNameOf("ann").buy(theirs.id(), "k", 1),
                inNameOf("ann").buy(theirs.id(), "k2", 1),
                inNameOf("ann").get(RESERVATIONS + held),
                inNameOf("ann").delete(RESERVATIONS + held),
                inNameOf("ann").openPayment(held),
                inNameOf("ann").get("/v1/payments/" + payment))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        }
        assertThat(inNameOf("ann").buy(theirs.id(), "k", 1).body())
                .isEqualTo(inNameOf("ann").buy("there-is-none", "k", 1).body());
        assertThat(sluice.user("ann").get(RESERVATIONS + held).text("/status")).isEqualTo("HELD");
        assertThat(inNameOf("ann").get("/v1/me/reservations").status()).isEqualTo(403);
        assertThat(inNameOf("ann").get(ADMIN + "ottos").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%FF", "%C0%80", "%00", "%20", "%ED%A0%80", "a b"})
    void aUserThatNobodyIsCalledIsABadRequest(String user) {
        TestSale.of("names" + Math.abs(user.hashCode())).create(sluice);

        Answer answer = inNameOf(user).buy("names" + Math.abs(user.hashCode()), "k", 1);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/headers/Sluice-User");
    }

    @Test
    void whoeverSellsSaysInWhoseName() {
        TestSale.of("nameless").create(sluice);
        assertThat(seller().buy("nameless", "k", 1).text("/errors/0/pointer")).isEqualTo("/headers/Sluice-User");
        assertThat(inNameOf("x".repeat(201)).buy("nameless", "k", 1).status()).isEqualTo(400);
        Answer held = inNameOf("%E5%B0%8F%E6%98%8E%25").buy("nameless", "k", 1).expect(201);
        assertThat(sluice.user("\u5c0f\u660e%").get(RESERVATIONS + held.id()).status())
                .isEqualTo(200);
    }
}
