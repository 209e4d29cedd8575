package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who did what, as merchants and operators read it. */
final class DeedsTest extends SharedSluice {
    private static final String DEEDS = "/v1/admin/deeds";

    @Test
    void everyChangeIsThereWithWhatCameOfIt() {
        Visitor zoe = sluice.user("zoe", "merchant");
        zoe.post("/v1/admin/sales", TestSale.of("written-down").json()).expect(201);
        zoe.post(ADMIN + "written-down/pause", "").expect(200);
        zoe.post(ADMIN + "written-down/tiers/none/capacity", "{\"capacity\": 3}")
                .expect(404);
        zoe.get(ADMIN + "written-down").expect(200);

        Answer deeds = Await.until(
                "all have ended",
                () -> zoe.get(DEEDS + "?sale=written-down").expect(200),
                page -> !page.texts("/deeds", "/status").contains(null)
                        && page.list("/deeds").size() == 3);

        assertThat(deeds.texts("/deeds", "/act"))
                .containsExactly(
                        "POST /v1/admin/sales/{sale}/tiers/{tier}/capacity",
                        "POST /v1/admin/sales/{sale}/pause",
                        "POST /v1/admin/sales");
        assertThat(deeds.texts("/deeds", "/status")).containsExactly("404", "200", "201");
        assertThat(deeds.texts("/deeds", "/code")).containsExactly("NOT_FOUND", null, null);
        assertThat(deeds.texts("/deeds", "/subject")).containsOnly("zoe");
        assertThat(deeds.text("/deeds/0/details/0")).isEqualTo("tier=none");
        assertThat(deeds.text("/deeds/2/made")).isEqualTo("/v1/admin/sales/written-down");
        assertThat(deeds.texts("/deeds", "/address")).containsOnly("127.0.0.1");
    }

    @Test
    void merchantsSeeWhatWasDoneInTheirNameAlone() {
        Visitor una = sluice.user("una", "merchant");
        Answer key = una.post("/v1/admin/keys", "{\"name\": \"x\", \"scopes\": [\"administer\"]}")
                .expect(201);
        Visitor machine = sluice.visitor().withToken(key.text("/key"));
        Await.until(
                "the key is known",
                () -> machine.post(ADMIN + "nothing/pause", "").status() == 404);

        Answer mine = una.get(DEEDS).expect(200);
        assertThat(mine.texts("/deeds", "/subject")).isNotEmpty().containsOnly("una");
        assertThat(mine.texts("/deeds", "/key")).contains(key.id());
        assertThat(sluice.user("vera", "merchant").get(DEEDS + "?subject=una").list("/deeds"))
                .isEmpty();
        Visitor operator = sluice.user("olga", "operator");
        assertThat(operator.get(DEEDS + "?subject=una").texts("/deeds", "/subject"))
                .isNotEmpty()
                .containsOnly("una");
        assertThat(sluice.user("ann").get(DEEDS).status()).isEqualTo(403);
    }

    /** A merchant would hear of another, and of as many as that one likes. */
    @Test
    void whatSomebodyTriedWithAnothersSaleIsNotReadByItsMerchant() {
        Visitor xia = sluice.user("xia", "merchant");
        xia.post("/v1/admin/sales", TestSale.of("not-yours").json()).expect(201);
        Visitor rival = sluice.user("yan", "merchant");
        rival.post(ADMIN + "not-yours/pause", "").expect(404);
        sluice.operator().post(ADMIN + "not-yours/pause", "").expect(200);

        assertThat(xia.get(DEEDS + "?sale=not-yours").expect(200).texts("/deeds", "/subject"))
                .hasSize(2)
                .doesNotContain("yan");
        assertThat(rival.get(DEEDS).expect(200).text("/deeds/0/details/0")).isEqualTo("sale=not-yours");
    }

    @Test
    void deedsAreFoundByTimeAndPageByPage() {
        Visitor wim = sluice.user("wim", "merchant");
        Instant start = sluice.clock.instant();
        for (int i = 0; i < 5; i++) {
            wim.post(ADMIN + "nothing-" + i + "/pause", "").expect(404);
            sluice.clock.advance(Duration.ofSeconds(1));
        }

        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = wim.get(DEEDS + "?limit=2&cursor=" + cursor).expect(200);
            ids.addAll(page.texts("/deeds", "/sale"));
            cursor = page.text("/nextCursor");
        }
        assertThat(ids).containsExactly("nothing-4", "nothing-3", "nothing-2", "nothing-1", "nothing-0");
        assertThat(wim.get(DEEDS + "?from=" + start.plusSeconds(1) + "&until=" + start.plusSeconds(3))
                        .texts("/deeds", "/sale"))
                .containsExactly("nothing-2", "nothing-1");
        for (String wrong : List.of("from=yesterday", "until=x", "cursor=x", "sale=%00")) {
            assertThat(wim.get(DEEDS + "?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }
}
