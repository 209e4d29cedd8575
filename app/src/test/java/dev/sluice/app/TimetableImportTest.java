package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a merchant's timetable to what passengers find. */
final class TimetableImportTest extends SharedSluice {
    private static final String TIMETABLES = "/v1/admin/timetables";

    /** One train a day, overnight, with two seats and three stops whose names are this test's own. */
    private static String timetable(String name) {
        return """
                {"timezone": "Europe/Zurich", "currency": "CHF",
                 "stops": [{"id": "%1$s-a", "name": "Aarau %1$s"}, {"id": "%1$s-b", "name": "Basel %1$s"}, {"id": "%1$s-c", "name": "Chur %1$s"}],
                 "formations": [{"id": "f", "classes": [{"id": "second", "name": "Second"}],
                   "cars": [{"id": "1", "class": "second", "rows": 1, "seats": "AB"}]}],
                 "sales": {"opens": {"daysBefore": 30}, "closes": {"minutesBefore": 5}},
                 "trains": [{"id": "%1$s", "formation": "f", "days": {"from": "2026-11-20", "to": "2026-12-05"},
                   "calls": [{"stop": "%1$s-a", "departs": "20:00"}, {"stop": "%1$s-b", "arrives": "24:30", "departs": "24:40"},
                             {"stop": "%1$s-c", "arrives": "27:00"}],
                   "prices": [{"class": "second", "hops": [1000, 2000]}]}]}""".formatted(name);
    }

    @Test
    void aTimetableBecomesSalesOnce() {
        Answer first = sluice.merchant().post(TIMETABLES + "?to=2026-12-03", timetable("once"));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.list("/created")).isEqualTo(List.of("once-2026-12-01", "once-2026-12-02", "once-2026-12-03"));
        assertThat(first.text("/past")).isEqualTo("11");
        Answer again = sluice.merchant().post(TIMETABLES, timetable("once"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/existing")).isEqualTo("3");
        Answer last = sluice.merchant().post(TIMETABLES, timetable("once"));
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.text("/existing")).isEqualTo("5");
        assertThat(last.list("/created")).isEmpty();
        assertThat(sluice.visitor().get(SALES + "once-2026-12-03").text("/journey/stops/1/departs"))
                .isEqualTo("2026-12-03T23:40:00Z");
    }

    @Test
    void anothersTrainsAreNamedAsTaken() {
        sluice.merchant()
                .post(TIMETABLES + "?to=2026-12-02", timetable("taken"))
                .expect(201);
        Answer others = sluice.merchant("noa").post(TIMETABLES + "?to=2026-12-02", timetable("taken"));
        assertThat(others.status()).as(others.body()).isEqualTo(200);
        assertThat(others.list("/taken")).isEqualTo(List.of("taken-2026-12-01", "taken-2026-12-02"));
        assertThat(others.text("/existing")).isEqualTo("0");
        assertThat(sluice.merchant("noa").get(ADMIN + "taken-2026-12-01").status())
                .isEqualTo(404);
    }

    @Test
    void passengersFindTrainsByTheDayOnWhichTheyLeave() {
        sluice.merchant().post(TIMETABLES + "?to=2026-12-02", timetable("find"));
        Answer evening = search("find-a", "find-c", "2026-12-01");
        assertThat(evening.text("/journeys/0/sale")).isEqualTo("find-2026-12-01");
        assertThat(evening.text("/journeys/0/departs")).isEqualTo("2026-12-01T19:00:00Z");
        assertThat(evening.text("/journeys/0/arrives")).isEqualTo("2026-12-02T02:00:00Z");
        assertThat(evening.text("/journeys/0/classes/0/price/amount")).isEqualTo("3000");
        Answer night = search("find-b", "find-c", "2026-12-02");
        assertThat(night.list("/journeys")).hasSize(1);
        assertThat(night.text("/journeys/0/sale")).isEqualTo("find-2026-12-01");
        assertThat(search("find-c", "find-a", "2026-12-01").list("/journeys")).isEmpty();
        assertThat(search("nowhere", "find-a", "2026-12-01").list("/journeys")).isEmpty();
    }

    @Test
    void whatIsLeftIsCountedForTheStretch() {
        sluice.merchant().post(TIMETABLES + "?to=2026-12-01", timetable("left"));
        Await.until(
                "its writer has loaded",
                () -> search("left-a", "left-c", "2026-12-01").text("/journeys/0/classes/0/left") != null);
        Answer before = search("left-a", "left-c", "2026-12-01");
        assertThat(before.header("Cache-Control")).contains("max-age=1");
        assertThat(sluice.visitor()
                        .with("If-None-Match", before.header("ETag"))
                        .get("/v1/journeys?from=left-a&to=left-c&date=2026-12-01")
                        .status())
                .isEqualTo(304);
        Answer bought =
                sluice.user("ann").with("Idempotency-Key", "k").post(SALES + "left-2026-12-01/reservations", """
                {"journey": {"from": "left-a", "to": "left-b"}}""");
        assertThat(bought.status()).as(bought.body()).isEqualTo(201);
        assertThat(search("left-a", "left-c", "2026-12-01").text("/journeys/0/classes/0/left"))
                .isEqualTo("1");
        assertThat(search("left-b", "left-c", "2026-12-02").text("/journeys/0/classes/0/left"))
                .isEqualTo("2");
    }

    @Test
    void stopsAreFoundByAPartOfTheirName() {
        sluice.merchant().post(TIMETABLES + "?to=2026-12-01", timetable("stops"));
        Answer all = sluice.visitor().get("/v1/stops?query=STOPS");
        assertThat(all.texts("/stops", "/name")).containsExactly("Aarau stops", "Basel stops", "Chur stops");
        assertThat(sluice.visitor()
                        .get("/v1/stops?query=" + URLEncoder.encode("sel stops", StandardCharsets.UTF_8))
                        .text("/stops/0/id"))
                .isEqualTo("stops-b");
        assertThat(sluice.visitor().get("/v1/stops?limit=1").list("/stops")).hasSize(1);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsCreated() {
        Answer wrong = sluice.merchant().post(TIMETABLES, timetable("wrong").replace("\"20:00\"", "\"8 pm\""));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("/trains/0/calls/0/departs");
        assertThat(sluice.merchant()
                        .post(TIMETABLES + "?from=soon", timetable("wrong"))
                        .text("/errors/0/pointer"))
                .isEqualTo("/query/from");
        assertThat(sluice.visitor().get("/v1/journeys?from=a&to=b&date=1").text("/errors/0/pointer"))
                .isEqualTo("/query/date");
        assertThat(sluice.visitor().get("/v1/journeys?to=b&date=2026-12-01").text("/errors/0/pointer"))
                .isEqualTo("/query/from");
        assertThat(sluice.sales.find("wrong-2026-12-01")).isNull();
    }

    @Test
    void onlyMerchantsSendLargeBodies() {
        assertThat(sluice.user("ann").post(TIMETABLES, timetable("mine")).status())
                .isEqualTo(403);
        assertThat(sluice.visitor().post(TIMETABLES, timetable("mine")).status())
                .isEqualTo(401);
        String large = timetable("large").replace("{\"timezone\"", " ".repeat(3_000_000) + "{\"timezone\"");
        assertThat(sluice.merchant().post(TIMETABLES + "?to=2026-12-01", large).status())
                .isEqualTo(201);
    }

    private static Answer search(String from, String to, String date) {
        return sluice.visitor().get("/v1/journeys?from=" + from + "&to=" + to + "&date=" + date);
    }
}
