package dev.sluice.format.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JourneyFormatTest {
    private static final KindStore STORE = KindStores.named("journey");
    private static final String TRAIN = """
            {"id": "N 8", "name": "Night \\"eight\\"", "timezone": "Europe/Zurich", "currency": "CHF",
             "stops": [{"id": "zrh", "name": "Zürich", "departs": "22:40"},
                       {"id": "bsl", "name": "Basel", "arrives": "23:50", "departs": "24:10"},
                       {"id": "ham", "name": "Hamburg", "arrives": "31:05"}],
             "classes": [{"id": "couchette", "name": "Couchette", "hops": [3000, 9000],
                          "fares": [{"from": "zrh", "to": "ham", "amount": 9900}]},
                         {"id": "seat", "name": "Seat", "hops": [2000, 5000]}],
             "cars": [{"id": "1", "class": "couchette", "benches": [["11", "12"], ["13"]]},
                      {"id": "2", "class": "seat", "rows": 2, "seats": "AB C"}]}""";

    private static final PurchaseRules RULES = new PurchaseRules(4, 60, TakeStock.HOLD, 100, 0);

    private final FieldErrors errors = new FieldErrors();

    @Test
    void aTrainIsReadAndItsClassesAreTheTiers() {
        KindFormat.Offer offer = read("\"train\": " + TRAIN + ", \"date\": \"2026-12-01\"");
        assertThat(errors.isEmpty()).isTrue();
        assertThat(offer.currency()).isEqualTo("CHF");
        assertThat(offer.tiers())
                .extracting("id", "price", "capacity")
                .containsExactly(tuple("couchette", 9900L, 6L), tuple("seat", 7000L, 12L));
        JourneyTerms journey = (JourneyTerms) offer.inventory();
        assertThat(Instant.ofEpochMilli(journey.departureMillis())).hasToString("2026-12-01T21:40:00Z");
        assertThat(Instant.ofEpochMilli(journey.arrivalMillis(2))).hasToString("2026-12-02T06:05:00Z");
    }

    @Test
    void equalTrainsAreStoredAsEqualTextsAndComeBackAsTheyWere() {
        KindFormat.Offer offer =
                read("\"train\": " + TRAIN + ", \"date\": \"2026-12-01\", \"numbersAt\": \"2026-12-01T12:00:00Z\"");
        JourneyTerms journey = (JourneyTerms) offer.inventory();
        String document = STORE.storePlan(journey.train());
        Train restored = (Train) STORE.restorePlan(document);
        assertThat(restored).isEqualTo(journey.train());
        assertThat(STORE.storePlan(restored)).isEqualTo(document);
        JourneyTerms numbered = new JourneyTerms(
                restored, journey.date(), journey.departureMillis(), journey.numbersAtMillis(), 5, true);
        for (JourneyTerms each : new JourneyTerms[] {journey, numbered}) {
            String stored = STORE.store(each);
            assertThat(STORE.restore(stored, restored, offer.tiers())).isEqualTo(each);
        }
    }

    @Test
    void whatIsSaidOfItsStopsAndOfTheEndOfItsSaleComesBack() {
        String train = TRAIN.replace("\"departs\": \"24:10\"}", "\"departs\": \"24:10\", \"boards\": false}");
        KindFormat.Offer offer =
                read("\"train\": " + train + ", \"date\": \"2026-12-01\", \"closes\": {\"minutesBefore\": 20}");
        JourneyTerms journey = (JourneyTerms) offer.inventory();
        assertThat(journey.closesMinutesBefore()).isEqualTo(20);
        Train restored = (Train) STORE.restorePlan(STORE.storePlan(journey.train()));
        assertThat(restored).isEqualTo(journey.train());
        assertThat(STORE.restore(STORE.store(journey), restored, offer.tiers())).isEqualTo(journey);
        assertThat(Instant.ofEpochMilli(journey.soldUntilMillis())).hasToString("2026-12-01T21:20:00Z");
    }

    /** As a ledger has them that was written before trains could be closed at stops. */
    @Test
    void whatWasStoredWithoutThatIsReadAsItWas() {
        JourneyTerms journey = (JourneyTerms) sale("").inventory();
        assertThat(STORE.storePlan(journey.train())).doesNotContain("boards", "alights");
        assertThat(STORE.store(journey)).doesNotContain("closes");
        assertThat(STORE.restore(STORE.store(journey), journey.train(), List.of()))
                .isEqualTo(journey);
    }

    @Test
    void aTrainIsFoundByTheDayThatClocksShowWhenItLeaves() {
        String early = TRAIN.replace("\"22:40\"", "\"00:30\"");
        KindFormat.Offer offer = read("\"train\": " + early + ", \"date\": \"2027-03-28\"");
        SaleTerms sale = new SaleTerms(
                "n8", "N 8", "", new Window(0, 1), Order.FIRST_COME, RULES, "CHF", offer.tiers(), offer.inventory());
        assertThat(JourneyTrips.STRETCHES.find(sale, "zrh", "ham", LocalDate.of(2027, 3, 28)))
                .isNull();
        Trips.Trip found = JourneyTrips.STRETCHES.find(sale, "zrh", "ham", LocalDate.of(2027, 3, 27));
        assertThat(Instant.ofEpochMilli(found.departsMillis())).hasToString("2027-03-27T22:30:00Z");
        assertThat(JourneyTrips.STRETCHES.find(sale, "bsl", "ham", LocalDate.of(2027, 3, 29)))
                .isNotNull();
    }

    @Test
    void nobodyFindsOrBuysWhatTheTrainDoesNotOffer() {
        String train = TRAIN.replace(
                "\"departs\": \"24:10\"}", "\"departs\": \"24:10\", \"boards\": false, \"alights\": false}");
        KindFormat.Offer offer = read("\"train\": " + train + ", \"date\": \"2026-12-01\"");
        SaleTerms sale = new SaleTerms(
                "n8", "N 8", "", new Window(0, 1), Order.FIRST_COME, RULES, "CHF", offer.tiers(), offer.inventory());
        assertThat(JourneyTrips.STRETCHES.find(sale, "bsl", "ham", LocalDate.of(2026, 12, 2)))
                .isNull();
        assertThat(JourneyTrips.STRETCHES.find(sale, "zrh", "bsl", LocalDate.of(2026, 12, 1)))
                .isNull();
        wanted(sale, "{\"journey\": {\"from\": \"bsl\", \"to\": \"ham\", \"class\": \"seat\"}}");
        wanted(sale, "{\"journey\": {\"from\": \"zrh\", \"to\": \"bsl\", \"class\": \"seat\"}}");
        assertThat(pointers()).containsExactlyInAnyOrder("/journey/from", "/journey/to");
    }

    @Test
    void aTrainThatWasSoldBeforeIsNamedByItsVersion() {
        Train known = ((JourneyTerms) sale("").inventory()).train();
        FieldReader fields = fields("{\"train\": \"abc\", \"date\": \"2026-12-02\"}");
        KindFormat.Offer offer = JourneyFormat.JOURNEY.read(fields, version -> version.equals("abc") ? known : null);
        assertThat(((JourneyTerms) offer.inventory()).train()).isSameAs(known);
        assertThat(errors.isEmpty()).isTrue();
        JourneyFormat.JOURNEY.read(fields("{\"train\": \"abd\", \"date\": \"2026-12-02\"}"), KindFormat.Plans.NONE);
        assertThat(errors.has("/train")).isTrue();
    }

    @Test
    void everyWrongFieldOfATrainIsNamed() {
        read("""
                "train": {"id": "", "timezone": "Mars/Base", "currency": "XXL", "wings": 2,
                  "stops": [{"id": "a", "name": "A", "departs": "9:70"}, {"id": "a", "name": "A", "arrives": "08:00", "departs": "07:00"},
                            {"id": "c", "name": "C", "arrives": "06:00", "platform": 1}, 7],
                  "classes": [{"id": "One", "name": "", "hops": [1, -1], "fares": [{"from": "x", "to": "a", "amount": 1}]}],
                  "cars": [{"id": "1", "class": "two", "rows": 0, "seats": "AA"},
                           {"id": "1", "class": "two", "benches": [["1", ""]]},
                           {"id": "3", "class": "two", "rows": 1, "seats": "ABCDEFGHIJKLMNOPQ"}]},
                "date": "1st of May", "numbersAt": "soon", "seats": 1""");
        assertThat(pointers())
                .contains("/train/id", "/train/timezone", "/train/currency", "/train/wings", "/date", "/numbersAt")
                .contains("/seats", "/train/stops/0/departs", "/train/stops/1/id", "/train/stops/1/departs")
                .contains("/train/stops/2/arrives", "/train/stops/2/platform", "/train/stops/3")
                .contains("/train/classes/0/id", "/train/classes/0/name", "/train/classes/0/hops")
                .contains("/train/classes/0/hops/1", "/train/classes/0/fares/0/from", "/train/classes/0/fares/0/to")
                .contains("/train/cars/0/class", "/train/cars/0/rows", "/train/cars/1/id", "/train/cars/1/benches/0")
                .contains("/train/cars/2/seats");
    }

    @Test
    void numbersComeBeforeTheTrainLeaves() {
        read("\"train\": " + TRAIN + ", \"date\": \"2026-12-01\", \"numbersAt\": \"2026-12-01T21:40:01Z\"");
        assertThat(pointers()).containsExactly("/numbersAt");
    }

    @Test
    void whatNoSingleFieldIsToBlameForIsSaidOfTheTrain() {
        String noCar = TRAIN.replace("{\"id\": \"2\", \"class\": \"seat\"", "{\"id\": \"2\", \"class\": \"couchette\"");
        read("\"train\": " + noCar + ", \"date\": \"2026-12-01\"");
        assertThat(pointers()).containsExactly("/train");
    }

    @Test
    void aPurchaseNamesItsStretch() {
        SaleTerms sale = sale("");
        KindFormat.Wanted wanted = wanted(sale, """
                {"journey": {"from": "bsl", "to": "ham", "class": "seat", "quantity": 3, "together": true}}""");
        assertThat(errors.isEmpty()).isTrue();
        assertThat(wanted).isEqualTo(new KindFormat.Wanted(1, 3, new Selection.Stretch(1, 2, true)));
        assertThat(Written.by(json -> JourneyFormat.JOURNEY.wish(json, sale, wanted.selection())))
                .isEqualTo(",\"journey\":{\"from\":\"bsl\",\"to\":\"ham\",\"together\":true}");
        assertThat(Written.by(json -> JourneyFormat.JOURNEY.unit(json, sale, wanted.selection(), Units.of(5, 3), 1, 1)))
                .isEqualTo(
                        "{\"kind\":\"journey\",\"train\":\"N 8\",\"date\":\"2026-12-01\",\"from\":\"bsl\",\"to\":\"ham\","
                                + "\"departs\":\"2026-12-01T23:10:00Z\",\"arrives\":\"2026-12-02T06:05:00Z\","
                                + "\"car\":\"2\",\"seat\":\"1A\"}");
        assertThat(Written.by(json -> JourneyFormat.JOURNEY.unit(json, sale, wanted.selection(), Units.NONE, 0, 1)))
                .doesNotContain("car", "seat");
        assertThat(JourneyFormat.JOURNEY.name(sale, 8)).isEqualTo("2/2C");
    }

    @Test
    void everyWrongFieldOfAPurchaseIsNamed() {
        SaleTerms atOnce = sale("");
        SaleTerms later = sale(", \"numbersAt\": \"2026-12-01T12:00:00Z\"");
        wanted(atOnce, "{}");
        wanted(atOnce, """
                {"journey": {"from": "ham", "to": "zrh", "class": "first", "quantity": 0, "window": true}}""");
        wanted(later, """
                {"journey": {"from": "here", "to": "there", "class": "seat", "together": true}}""");
        assertThat(pointers())
                .containsExactlyInAnyOrder(
                        "/journey",
                        "/journey/to",
                        "/journey/class",
                        "/journey/quantity",
                        "/journey/window",
                        "/journey/from",
                        "/journey/together");
    }

    @Test
    void aSeatCannotBeTakenAtPayment() {
        JourneyFormat.JOURNEY.check(new PurchaseRules(1, 1, TakeStock.PAYMENT, 100, 0), errors);
        assertThat(pointers()).containsExactly("/takeStock");
        assertThatThrownBy(errors::throwIfAny).isInstanceOf(InvalidFieldsException.class);
    }

    private KindFormat.Offer read(String fields) {
        return JourneyFormat.JOURNEY.read(fields("{" + fields + "}"), KindFormat.Plans.NONE);
    }

    private SaleTerms sale(String more) {
        KindFormat.Offer offer = read("\"train\": " + TRAIN + ", \"date\": \"2026-12-01\"" + more);
        return new SaleTerms(
                "n8", "N 8", "", new Window(0, 1), Order.FIRST_COME, RULES, "CHF", offer.tiers(), offer.inventory());
    }

    private KindFormat.Wanted wanted(SaleTerms sale, String json) {
        FieldReader fields = fields(json);
        KindFormat.Wanted wanted = JourneyFormat.JOURNEY.wanted(fields, sale);
        fields.refuseOthers();
        return wanted;
    }

    private FieldReader fields(String json) {
        Map<String, Object> tree = JsonTree.object(json.getBytes(StandardCharsets.UTF_8));
        return new FieldReader("", tree, errors);
    }

    private Iterable<String> pointers() {
        return errors.isEmpty() ? Set.of() : errors.invalid().byPointer().keySet();
    }
}
