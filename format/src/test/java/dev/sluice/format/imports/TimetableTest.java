package dev.sluice.format.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.SaleTerms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TimetableTest {
    private static final String TIMETABLE = """
            {"timezone": "Europe/Zurich", "currency": "CHF",
             "stops": [{"id": "zrh", "name": "Zürich"}, {"id": "brn", "name": "Bern"}, {"id": "gva"}],
             "layouts": [{"id": "open", "rows": 2, "seats": "AB CD"}],
             "formations": [{"id": "ic", "classes": [{"id": "second", "name": "Second"}],
                             "cars": [{"id": "1", "class": "second", "layout": "open"},
                                      {"id": "2", "class": "second", "rows": 1, "seats": "AB"}]}],
             "sales": {"opens": {"daysBefore": 2, "at": "08:00"}, "closes": {"minutesBefore": 5}},
             "trains": [
               {"id": "IC-1", "formation": "ic", "days": {"from": "2026-12-01", "to": "2026-12-31", "weekdays": ["TUE", "THU"],
                  "except": ["2026-12-03"], "also": ["2026-12-06", "2027-01-01"]},
                "calls": [{"stop": "zrh", "departs": "09:00"}, {"stop": "brn", "arrives": "09:56", "departs": "10:00"},
                          {"stop": "gva", "arrives": "11:40"}],
                "prices": [{"class": "second", "hops": [5000, 4000], "fares": [{"from": "zrh", "to": "gva", "amount": 8000}]}]},
               {"id": "n2", "name": "Night", "formation": "ic", "days": {"from": "2026-12-01", "to": "2026-12-01"},
                "calls": [{"stop": "gva", "departs": "23:30"}, {"stop": "zrh", "arrives": "26:30"}],
                "prices": [{"class": "second", "hops": [7000]}],
                "sales": {"opens": {"daysBefore": 0}, "numbers": {"minutesBefore": 60}, "limitPerUser": 2, "takeStock": "ORDER",
                          "waitlist": {"capacity": 3}}}]}""";

    @Test
    void thereIsASaleForEachTrainAndDay() {
        List<SaleTerms> sales = read(TIMETABLE).sales();
        assertThat(sales)
                .extracting(SaleTerms::id)
                .startsWith("ic-1-2026-12-01", "n2-2026-12-01", "ic-1-2026-12-06", "ic-1-2026-12-08", "ic-1-2026-12-10")
                .endsWith("ic-1-2026-12-31", "ic-1-2027-01-01")
                .hasSize(12)
                .doesNotContain("ic-1-2026-12-03");
        SaleTerms first = sales.getFirst();
        assertThat(first.title()).isEqualTo("IC-1 Zürich – gva, 2026-12-01");
        assertThat(Instant.ofEpochMilli(first.window().opensAtMillis())).hasToString("2026-11-29T07:00:00Z");
        assertThat(Instant.ofEpochMilli(first.window().closesAtMillis())).hasToString("2026-12-01T08:55:00Z");
        assertThat(first.tiers().getFirst().price()).isEqualTo(8000);
        assertThat(first.tiers().getFirst().capacity()).isEqualTo(20);
        JourneyTerms night = (JourneyTerms) sales.get(1).inventory();
        assertThat(Instant.ofEpochMilli(night.numbersAtMillis())).hasToString("2026-12-01T21:30:00Z");
        assertThat(sales.get(1).rules().limitPerUser()).isEqualTo(2);
        assertThat(sales.get(1).rules().waitlistCapacity()).isEqualTo(3);
    }

    /** A service of all days that there are is refused for its many sales, and not by walking through them. */
    @Test
    void daysThatLieFarApartCostNothing() {
        String far = TIMETABLE.replace("\"2027-01-01\"", "\"1970-01-02\", \"9999-12-31\"");
        assertThat(read(far).sales(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 2)))
                .extracting(SaleTerms::id)
                .containsExactly("ic-1-2026-12-01", "n2-2026-12-01");
        String ever = TIMETABLE.replace(
                "\"from\": \"2026-12-01\", \"to\": \"2026-12-31\"", "\"from\": \"1970-01-02\", \"to\": \"9999-12-31\"");
        assertThat(wrong(ever, true)).containsExactly("/trains");
        assertThat(wrong(ever.replace("[\"TUE\", \"THU\"]", "[]"), true)).isEmpty();
    }

    @Test
    void whatIsOfAnotherTypeIsNamed() {
        assertThat(wrong(
                        TIMETABLE.replace(
                                "{\"opens\": {\"daysBefore\": 2, \"at\": \"08:00\"}, \"closes\": {\"minutesBefore\": 5}}",
                                "5"),
                        false))
                .containsExactly("/sales");
        assertThat(wrong(TIMETABLE.replace("{\"daysBefore\": 2, \"at\": \"08:00\"}", "[]"), false))
                .containsExactly("/sales/opens");
        assertThat(wrong(TIMETABLE.replace("[\"TUE\", \"THU\"]", "[null, 5, \"tue\"]"), false))
                .containsExactly("/trains/0/days/weekdays/0", "/trains/0/days/weekdays/1", "/trains/0/days/weekdays/2");
        assertThat(wrong(TIMETABLE.replace("\"from\": \"zrh\"", "\"from\": null"), false))
                .contains("/trains/0/prices/0/fares/0/from");
        assertThat(wrong(TIMETABLE.replace("{\"id\": \"gva\"}", "null"), false)).contains("/stops/2");
        assertThat(wrong(
                        TIMETABLE
                                .replace(
                                        "\"numbers\": {\"minutesBefore\": 60}",
                                        "\"numbers\": {\"minutesBefore\": 1051200}")
                                .replace(
                                        "\"days\": {\"from\": \"2026-12-01\", \"to\": \"2026-12-01\"}",
                                        "\"days\": {\"from\": \"1970-01-02\", \"to\": \"1970-01-02\"}"),
                        true))
                .containsExactly("/trains/1");
    }

    /** A letter may be of two halves. */
    @Test
    void lettersOfARowAreWholeAndWhiteSpaceIsTheAisle() {
        JourneyTerms journey = (JourneyTerms) read(TIMETABLE.replace("\"AB CD\"", "\"\\ud83d\\ude00\\tB\\u3000C \""))
                .sales()
                .getFirst()
                .inventory();
        assertThat(journey.train().cars().getFirst().benches().subList(0, 3))
                .containsExactly(List.of("1\ud83d\ude00"), List.of("1B"), List.of("1C"));
    }

    @Test
    void allDaysShareOneTrain() {
        List<SaleTerms> sales = read(TIMETABLE).sales();
        assertThat(sales.get(2).inventory().plan())
                .isSameAs(sales.get(0).inventory().plan());
    }

    @Test
    void onlySomeDaysMayBeAskedFor() {
        assertThat(read(TIMETABLE).sales(LocalDate.of(2026, 12, 5), LocalDate.of(2026, 12, 8)))
                .extracting(SaleTerms::id)
                .containsExactly("ic-1-2026-12-06", "ic-1-2026-12-08");
        assertThat(read(TIMETABLE).sales(LocalDate.of(2028, 1, 1), LocalDate.of(2029, 1, 1)))
                .isEmpty();
    }

    @Test
    void tooManySalesAtOnceAreRefused() {
        Timetable always =
                read(TIMETABLE.replace("2026-12-31", "2056-12-31").replace("\"weekdays\": [\"TUE\", \"THU\"],", ""));
        assertThatThrownBy(always::sales).hasMessageContaining("/trains");
        assertThat(always.sales(LocalDate.of(2030, 1, 1), LocalDate.of(2030, 1, 31)))
                .hasSize(31);
    }

    @Test
    void aSaleThatWouldCloseBeforeItOpensIsRefused() {
        Timetable late =
                read(TIMETABLE.replace("\"daysBefore\": 2, \"at\": \"08:00\"", "\"daysBefore\": 0, \"at\": \"09:55\""));
        assertThatThrownBy(late::sales).hasMessageContaining("/trains/0").hasMessageContaining("2026-12-01");
    }

    /** On the night to the last Sunday of March an hour is missing; a train that left before it arrives as long after as ever. */
    @Test
    void minutesAreCountedThroughTheChangeOfTheClocks() {
        Timetable march = read(TIMETABLE.replace(
                "{\"from\": \"2026-12-01\", \"to\": \"2026-12-01\"}",
                "{\"from\": \"2027-03-27\", \"to\": \"2027-03-27\"}"));
        JourneyTerms night = march.sales().stream()
                .filter(sale -> sale.id().equals("n2-2027-03-27"))
                .map(sale -> (JourneyTerms) sale.inventory())
                .findAny()
                .orElseThrow();
        assertThat(Instant.ofEpochMilli(night.departureMillis())).hasToString("2027-03-27T22:30:00Z");
        assertThat(Instant.ofEpochMilli(night.arrivalMillis(1))).hasToString("2027-03-28T01:30:00Z");
    }

    /** The day before the clocks change is a day like others, and so is the day of the change. */
    @Test
    void openingsClosingsAndNumbersAreWhatClocksShow() {
        String moved = TIMETABLE
                .replace(
                        "{\"from\": \"2026-12-01\", \"to\": \"2026-12-01\"}",
                        "{\"from\": \"2027-03-29\", \"to\": \"2027-03-29\"}")
                .replace("{\"daysBefore\": 0}, \"numbers\": {\"minutesBefore\": 60}", """
                        {"daysBefore": 1, "at": "01:30"}, "closes": {"daysBefore": 0, "at": "20:15"},
                        "numbers": {"daysBefore": 1, "at": "18:00"}""");
        SaleTerms night = read(moved).sales().stream()
                .filter(sale -> sale.id().equals("n2-2027-03-29"))
                .findAny()
                .orElseThrow();
        assertThat(Instant.ofEpochMilli(night.window().opensAtMillis())).hasToString("2027-03-28T00:30:00Z");
        assertThat(Instant.ofEpochMilli(night.window().closesAtMillis())).hasToString("2027-03-29T18:15:00Z");
        assertThat(Instant.ofEpochMilli(((JourneyTerms) night.inventory()).numbersAtMillis()))
                .hasToString("2027-03-28T16:00:00Z");
    }

    @Test
    void numbersThatWouldBeGivenAfterTheTrainLeftAreRefused() {
        Timetable late = read(TIMETABLE.replace("{\"minutesBefore\": 60}", "{\"daysBefore\": 0, \"at\": \"23:31\"}"));
        assertThatThrownBy(late::sales).hasMessageContaining("/trains/1");
    }

    @Test
    void stretchesCloseBeforeTheTrainLeavesTheirOwnStop() {
        JourneyTerms first = (JourneyTerms) read(TIMETABLE).sales().getFirst().inventory();
        assertThat(Instant.ofEpochMilli(first.soldUntilMillis(0))).hasToString("2026-12-01T07:55:00Z");
        assertThat(Instant.ofEpochMilli(first.soldUntilMillis(1))).hasToString("2026-12-01T08:55:00Z");
    }

    @Test
    void whereNobodyGetsOnOrOffIsSaidOfTheStop() {
        String closed = TIMETABLE.replace("\"departs\": \"10:00\"}", "\"departs\": \"10:00\", \"boards\": false}");
        JourneyTerms first = (JourneyTerms) read(closed).sales().getFirst().inventory();
        assertThat(first.train().stops().get(1).boards()).isFalse();
        assertThat(first.train().stops().get(1).alights()).isTrue();
        assertThat(Instant.ofEpochMilli(first.soldUntilMillis())).hasToString("2026-12-01T07:55:00Z");
    }

    @Test
    void aDayThatIsBothAddedAndRemovedIsRefused() {
        assertThat(pointers(TIMETABLE.replace("\"also\": [\"2026-12-06\"", "\"also\": [\"2026-12-03\"")))
                .containsExactly("/trains/0/days/also");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(pointers("""
                {"timezone": "X/Y", "currency": "C", "colour": 1,
                 "stops": [{"id": "a"}, {"id": "a"}],
                 "layouts": [{"id": "l", "rows": 0, "seats": ""}],
                 "formations": [{"id": "f", "classes": [{"id": "s"}, {"id": "s"}],
                    "cars": [{"id": "1", "class": "x", "layout": "m"}, {"id": "1", "class": "s", "layout": "l"}]}],
                 "sales": {"opens": {"daysBefore": -1, "at": "x"}, "closes": {"minutesBefore": "x"}, "takeStock": "PAYMENT", "y": 1},
                 "trains": [{"id": "a b", "formation": "g", "days": {"from": "2026-12-02", "to": "2026-12-01", "weekdays": ["Mon"],
                                "except": ["x"]},
                             "calls": [{"stop": "a", "departs": "1"}, {"stop": "z", "arrives": "10:00", "departs": "09:00"}],
                             "prices": [{"class": "s", "hops": [1, 2]}], "z": 1},
                            {"id": "b", "formation": "f"}, {"id": "B", "formation": "f"}]}"""))
                .contains("/timezone", "/currency", "/colour", "/stops/1/id", "/layouts/0/rows", "/layouts/0/seats")
                .contains("/formations/0/classes/1/id", "/formations/0/cars/0/class", "/formations/0/cars/0/layout")
                .contains("/formations/0/cars/1/id", "/sales/opens/daysBefore", "/sales/opens/at")
                .contains("/sales/closes/minutesBefore", "/sales/takeStock", "/sales/y")
                .contains("/trains/0/id", "/trains/0/formation", "/trains/0/days/to", "/trains/0/days/weekdays/0")
                .contains("/trains/0/days/except/0", "/trains/0/calls/0/departs", "/trains/0/calls/1/stop")
                .contains("/trains/0/calls/1/departs", "/trains/0/prices/0/hops", "/trains/0/z")
                .contains("/trains/1/days", "/trains/1/calls", "/trains/1/prices", "/trains/2/id");
    }

    static Timetable read(String json) {
        return Timetable.read(JsonTree.object(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param days whether to ask for the sales of all days, too */
    private static Set<String> wrong(String json, boolean days) {
        try {
            Timetable timetable = read(json);
            if (days) {
                timetable.sales();
            }
        } catch (InvalidFieldsException e) {
            return e.byPointer().keySet();
        }
        return Set.of();
    }

    private static Set<String> pointers(String json) {
        try {
            read(json);
        } catch (InvalidFieldsException e) {
            return e.byPointer().keySet();
        }
        return Set.of();
    }
}
