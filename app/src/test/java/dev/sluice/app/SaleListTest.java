package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lists of sales, page by page, and what is found in them. */
final class SaleListTest extends SharedSluice {
    private static final String LAST = "/v1/sales?limit=1";

    @Test
    void pagesHaveEverySaleOnceAndNewestFirst() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.addFirst(TestSale.of("listed-" + i).create(sluice).id());
        }

        List<String> listed = new ArrayList<>();
        String path = "/v1/sales?limit=2";
        for (String cursor = ""; cursor != null; ) {
            Answer page = sluice.visitor().get(path + "&cursor=" + cursor);
            listed.addAll(page.texts("/sales", "/id"));
            cursor = page.text("/nextCursor");
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(created);
    }

    @Test
    void aSaleIsListedAsItIsShownAndAsItIsNow() {
        TestSale.of("shown").units(3).create(sluice);
        assertThat(first()).isEqualTo(shown());

        sluice.user("ann").buy("shown", "k", 2);

        assertThat(first()).isEqualTo(shown());
        assertThat(sluice.visitor().get(LAST).number("/sales/0/tiers/0/available"))
                .isEqualTo(1);
    }

    @Test
    void pagesOfOnesOwnSalesHaveEachOnceAndNobodyElses() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sluice.merchant("pat")
                    .post("/v1/admin/sales", TestSale.of("pats-" + i).json())
                    .expect(201);
            TestSale.of("between-" + i).create(sluice);
            made.addFirst("pats-" + i);
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null && listed.size() < 100) {
            Answer page = sluice.merchant("pat")
                    .get("/v1/admin/sales?limit=3&cursor=" + cursor)
                    .expect(200);
            listed.addAll(page.texts("/sales", "/id"));
            cursor = page.text("/nextCursor");
        }
        assertThat(listed).isEqualTo(made);
        assertThat(sluice.merchant("pat").get("/v1/admin/sales?cursor=x").status())
                .isEqualTo(400);
    }

    @Test
    void salesAreFoundAndTheFrontPageHasWhatItNeeds() {
        String event = """
                {"startsAt": "2027-03-01T19:30:00Z", "timeZone": "Europe/Zurich", "place": "Große Halle"}""";
        TestSale.of("found-1")
                .with("title", "\"Nadelöhr\"")
                .with("event", event)
                .create(sluice);
        TestSale.of("found-2").with("title", "\"Nadeloehr\"").create(sluice);
        TestSale.of("found-3").with("title", "\"NADELÖHR again\"").create(sluice);
        Visitor anybody = sluice.visitor();

        Answer found = Await.until(
                "all are found",
                () -> anybody.get("/v1/sales?q=nadelohr"),
                answer -> answer.list("/sales").size() == 2);
        assertThat(found.texts("/sales", "/id")).containsExactly("found-3", "found-1");
        assertThat(found.at("/sales/0/descriptionHtml")).isNull();
        assertThat(anybody.get("/v1/sales?q=nadelohr&from=2027-03-01&to=2027-03-01")
                        .texts("/sales", "/id"))
                .containsExactly("found-1");
        Answer page = anybody.get("/v1/sales?q=nadelohr&limit=1");
        assertThat(page.texts("/sales", "/id")).containsExactly("found-3");
        assertThat(anybody.get("/v1/sales?q=nadelohr&limit=1&cursor=" + page.text("/nextCursor"))
                        .texts("/sales", "/id"))
                .containsExactly("found-1");
        assertThat(anybody.with("If-None-Match", found.header("ETag"))
                        .get("/v1/sales?q=nadelohr")
                        .status())
                .isEqualTo(304);
        for (String wrong :
                List.of("kind=air", "status=SOON", "from=soon", "to=2027-02-30", "q=%01", "q=" + "x".repeat(201))) {
            assertThat(anybody.get("/v1/sales?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        Answer front = anybody.get("/v1/front");
        assertThat(front.list("/sales")).hasSizeBetween(3, 24);
        assertThat(front.number("/counts/counted")).isGreaterThanOrEqualTo(3);
        assertThat(front.header("Cache-Control")).contains("s-maxage");
    }

    @Test
    void ownSalesAreFoundByWhatTheyAreAndHowTheyStand() {
        Visitor pia = sluice.merchant("pia");
        for (String id : List.of("spring-1", "spring-2", "autumn")) {
            pia.post(
                            "/v1/admin/sales",
                            TestSale.of(id)
                                    .with("title", "\"Größe " + id + "\"")
                                    .json())
                    .expect(201);
        }
        pia.post(ADMIN + "spring-1/close", "").expect(200);
        pia.post(ADMIN + "autumn/pause", "").expect(200);

        Map.of(
                        "status=CLOSED", List.of("spring-1"),
                        "status=OPEN", List.of("spring-2"),
                        "status=PAUSED&kind=counted", List.of("autumn"),
                        "kind=seated", List.<String>of(),
                        "q=SPRING", List.of("spring-2", "spring-1"),
                        "q=grosse%20autumn%20x", List.<String>of(),
                        "q=gro%C3%9Fe%20autumn", List.of("autumn"),
                        "q=spring&status=CLOSED&limit=1", List.of("spring-1"))
                .forEach((query, ids) -> assertThat(
                                pia.get("/v1/admin/sales?" + query).texts("/sales", "/id"))
                        .as(query)
                        .isEqualTo(ids));
        Answer page = pia.get("/v1/admin/sales?q=spring&limit=1");
        assertThat(pia.get("/v1/admin/sales?q=spring&limit=1&cursor=" + page.text("/nextCursor"))
                        .texts("/sales", "/id"))
                .containsExactly("spring-1");
        assertThat(sluice.merchant("pit").get("/v1/admin/sales?q=spring").list("/sales"))
                .isEmpty();
        assertThat(sluice.operator().get("/v1/admin/sales?q=spring-2").texts("/sales", "/owner"))
                .containsExactly("pia");
        for (String wrong : List.of("kind=air", "status=SOON", "q=%01", "q=" + "x".repeat(201))) {
            assertThat(pia.get("/v1/admin/sales?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    /** A list leaves out what makes a description long. */
    private static Object shown() {
        Map<String, Object> shown = new TreeMap<>(
                JsonTree.cast((Map<?, ?>) sluice.visitor().get(SALES + "shown").json()));
        assertThat(shown.remove("descriptionHtml")).isEqualTo("");
        return shown;
    }

    private static Object first() {
        return sluice.visitor().get(LAST).at("/sales/0");
    }
}
