package dev.sluice.format.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a feed says is used, or refused with its file and line, or told to whoever imports it. */
final class GtfsLossTest {
    @TempDir
    private Path folder;

    private final GtfsSample sample = new GtfsSample();

    private interface Edit {
        GtfsSample apply(GtfsSample sample);
    }

    private static Arguments when(Edit edit, String told) {
        return Arguments.of(told, edit);
    }

    /** A server reads less of a feed than who has it: of all its files together, and of what is kept. */
    @Test
    void aFeedThatIsSentIsReadUpToABound() throws IOException {
        assertThat(sample.convert(folder, GtfsLimits.SENT).timetable())
                .isEqualTo(sample.convert(folder).timetable());
        long all = sample.files.values().stream().mapToLong(each -> each.length).sum();
        for (GtfsLimits limits : List.of(new GtfsLimits(all - 1, 1_000), new GtfsLimits(all, 2))) {
            InvalidFeedException e =
                    catchThrowableOfType(InvalidFeedException.class, () -> sample.convert(folder, limits));
            assertThat(e.errors())
                    .as(limits.toString())
                    .anyMatch(error -> error.contains("swells to more") || error.contains("is too long"));
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                when(s -> s.add("stops.txt", "s1,Other,5,5\n"), "stops.txt:5: stop_id s1 is there already"),
                when(s -> s.add("agency.txt", "A,B,u,Europe/Berlin\n"), "agency.txt:3: agency_id A is there already"),
                when(s -> s.add("routes.txt", "R,A,R2,,2\n"), "routes.txt:3: route_id R is there already"),
                when(s -> s.add("trips.txt", "R,WK,T1\n"), "trips.txt:3: trip_id T1 is there already"),
                when(
                        s -> s.add("calendar.txt", "WK,1,0,0,0,0,0,0,20270101,20270102\n"),
                        "calendar.txt:3: service_id WK is there already"),
                when(
                        s -> s.add("stop_times.txt", "T1,09:10:00,09:10:00,s2,3\n"),
                        "stop_times.txt:5: stop_sequence 3 of trip_id T1 is there already"),
                when(
                        s -> dates(s, "WK,20261202,2\nWK,20261202,1\n"),
                        "calendar_dates.txt:3: date 20261202 of service_id WK is there already"),
                when(
                        s -> dates(s, "WK,20261202,2\nWK,20261202,2\n"),
                        "calendar_dates.txt:3: date 20261202 of service_id WK is there already"),
                when(s -> dates(s, "WK,20261302,2\n"), "calendar_dates.txt:2: date is a day like 20261201"),
                when(
                        s -> s.replace("calendar.txt", "20261201,20261203", "20261203,20261201"),
                        "calendar.txt:2: end_date is before start_date"),
                when(s -> s.replace("calendar.txt", "WK,1,1", "WK,1,yes"), "calendar.txt:2: tuesday is 0 or 1"),
                when(
                        s -> s.widen("stop_times.txt", "pickup_type", "0", "4", "0"),
                        "stop_times.txt:3: pickup_type is one of 0, 1, 2, 3"),
                when(
                        s -> s.widen("stop_times.txt", "location_id", "", "zone7", ""),
                        "stop_times.txt:3: location_id is of a trip that goes where and when it is asked to, and cannot be sold by stops"),
                when(
                        s -> s.widen("stop_times.txt", "timepoint", "1", "1", "")
                                .replace("stop_times.txt", "08:30:00,08:31:00", ","),
                        "stop_times.txt:3: timepoint 1 has a time"),
                when(
                        s -> s.replace("stop_times.txt", "08:30:00", "8.30"),
                        "stop_times.txt:3: arrival_time is a time like 09:05:00, up to 168 hours"),
                when(
                        s -> s.replace("stop_times.txt", "08:30:00,08:31:00", "08:31:00,08:30:00"),
                        "stop_times.txt:3: trip_id T1 goes back in time"),
                when(
                        s -> s.add("stop_times.txt", "T9,08:00:00,08:00:00,s1,1\n"),
                        "stop_times.txt:5: trip_id T9 is not in trips.txt"),
                when(
                        s -> s.widen("stops.txt", "location_type", "", "2", ""),
                        "stop_times.txt:3: stop_id s2 is no place where trips stop: its location_type is 2"),
                when(
                        s -> s.widen("stops.txt", "parent_station", "", "big", ""),
                        "stops.txt:3: parent_station big is not in stops.txt"),
                when(s -> often(s, "T1,08:00:00,10:00:00,1800,0\n"), """
                        frequencies.txt:2: exact_times 0: trip_id T1 runs every so often and at no set times, so that no seat can be sold"""),
                when(
                        s -> often(s, "T1,08:00:00,10:00:00,1800,1\nT1,08:00:00,09:00:00,900,1\n"),
                        "frequencies.txt:3: start_time of trip_id T1 is there already"),
                when(
                        s -> often(s, "T1,08:00:00,10:00:00,1800,1\nT1,09:30:00,11:00:00,900,1\n"),
                        "frequencies.txt:3: start_time of trip_id T1 is before the end_time of line 2"),
                when(s -> often(s, "T1,08:00:00,10:00:00,0,1\n"), "frequencies.txt:2: headway_secs is at least 60"),
                when(s -> often(s, "T1,08:00:00,08:00:00,600,1\n"), "frequencies.txt:2: end_time is after start_time"),
                when(
                        s -> often(s, "T7,08:00:00,10:00:00,600,1\n"),
                        "frequencies.txt:2: trip_id T7 is not in trips.txt"),
                when(
                        s -> s.add("agency.txt", "B,Line B,u,Europe/London\n")
                                .add("routes.txt", "S,B,S1,,2\n")
                                .add("trips.txt", "S,WK,T2\n")
                                .add("stop_times.txt", "T2,08:00:00,08:00:00,s1,1\nT2,09:00:00,09:00:00,s3,3\n"),
                        "agency.txt:3: agency_timezone Europe/London is not Europe/Berlin, which other trips have: make a timetable of each"
                                + " agency, by the routes in the layout"),
                when(
                        s -> s.add("agency.txt", "B,Line B,u,Europe/London\n").replace("routes.txt", "R,A,", "R,,"),
                        "routes.txt:2: agency_id is needed: there are several agencies"),
                when(s -> s.replace("routes.txt", "R,A,", "R,C,"), "routes.txt:2: agency_id C is not in agency.txt"),
                when(
                        s -> s.replace("agency.txt", "Europe/Berlin", "Europe/Nowhere"),
                        "agency.txt:2: agency_timezone Europe/Nowhere is no time zone"),
                when(s -> s.replace("trips.txt", "R,WK", "Q,WK"), "trips.txt:2: route_id Q is not in routes.txt"),
                when(s -> info(s, "20261202,20261201\n"), "feed_info.txt:2: feed_end_date is before feed_start_date"),
                when(s -> info(s, "20261201,\n20261201,\n"), "feed_info.txt:3: is one line too many"),
                when(s -> s.replace("stops.txt", "stop_id,", "stop,"), "stops.txt:1: column stop_id is needed"),
                when(
                        s -> s.replace("stops.txt", "stop_lat,stop_lon", "stop_lat,stop_lat"),
                        "stops.txt:1: column stop_lat stands there twice"),
                when(
                        s -> s.replace("stop_times.txt", ",s3,3", ",s3"),
                        "stop_times.txt:4: has 4 fields, and the header 5"),
                when(s -> s.replace("trips.txt", "T1", ""), "trips.txt:2: trip_id is needed"),
                when(s -> s.put("trips.txt", ""), "trips.txt has no header"),
                when(s -> without(s, "calendar.txt"), "calendar.txt or calendar_dates.txt is needed"),
                when(s -> without(s, "routes.txt"), "routes.txt is needed"),
                when(s -> without(s, "agency.txt"), "agency.txt is needed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatCannotBeUsedIsRefusedWithItsFileAndLine(String told, Edit edit) {
        edit.apply(sample);
        assertThat(errors()).contains(told);
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                when(
                        s -> s.widen("stop_times.txt", "continuous_pickup", "0", "0", ""),
                        "stop_times.txt: continuous_pickup is not used: seats are sold from stop to stop (2 lines, the first is 2)"),
                when(
                        s -> s.widen("routes.txt", "continuous_drop_off", "3"),
                        "routes.txt: continuous_drop_off is not used: seats are sold from stop to stop (line 2)"),
                when(
                        s -> s.widen("stop_times.txt", "pickup_type", "", "3", "1"),
                        "stop_times.txt: pickup_type 3: where people have to tell the driver, seats are sold as anywhere (line 3)"),
                when(
                        s -> s.widen("stop_times.txt", "pickup_type", "", "2", "1"),
                        "stop_times.txt: pickup_type 2: nothing is sold where people have to telephone before (line 3)"),
                when(
                        s -> s.widen("stop_times.txt", "timepoint", "1", "0", "1"),
                        "stop_times.txt: timepoint 0: times that are not kept exactly are sold as if they were (line 3)"),
                when(
                        s -> s.widen("trips.txt", "block_id", "b7"),
                        "trips.txt: block_id is not used: each trip is sold by itself, also where people may stay in their seats (line 2)"),
                when(
                        s -> s.widen("stops.txt", "stop_timezone", "Europe/Berlin", "Europe/London", ""),
                        "stops.txt: stop_timezone is not used: times are shown as clocks in Europe/Berlin do (line 3)"),
                when(
                        s -> info(s, "20261202,20261231\n"),
                        "trips.txt: days for which the feed does not answer (feed_info.txt) are left out (line 2)"),
                when(s -> s.put("fare_rules.txt", "x\n"), "fare_rules.txt is not used: prices are the layout's"),
                when(
                        s -> s.put("transfers.txt", "x\n"),
                        "transfers.txt is not used: each trip is sold by itself, also where people may stay in their seats"),
                when(
                        s -> s.put("translations.txt", "x\n"),
                        "translations.txt is not used: names are in the feed's own language"),
                when(
                        s -> s.put("booking_rules.txt", "x\n"),
                        "booking_rules.txt is not used: a trip that needs it is refused"),
                when(s -> s.put("README.txt", "x\n"), "README.txt is not used: GTFS has no such file"),
                when(s -> s.put("old/stops.txt", "x\n"), "old/stops.txt is not used: it is in another folder"),
                when(
                        s -> s.widen("trips.txt", "realtime_trip_id", "b7"),
                        "trips.txt: columns that GTFS does not have are not used: realtime_trip_id"),
                when(
                        s -> s.add("trips.txt", "R,GONE,T2\n")
                                .add("calendar.txt", "GONE,1,1,1,1,1,1,1,20200101,20200102\n")
                                .add("stop_times.txt", "T2,08:00:00,08:00:00,s1,1\nT2,09:00:00,09:00:00,s3,3\n")
                                .from("2026-01-01"),
                        "trips.txt: these trips run on none of the days: they are left out (line 3)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notes")
    void whatIsNotUsedIsTold(String told, Edit edit) throws IOException {
        edit.apply(sample);
        assertThat(sample.convert(folder).notes()).contains(told);
    }

    @Test
    void ofAPlainFeedThereIsNothingToTell() throws IOException {
        assertThat(sample.convert(folder).notes()).isEmpty();
    }

    @Test
    void tripsThatNoRuleSuitsAreToldAndSoAreRulesThatSuitNone() throws IOException {
        sample.add("trips.txt", "R,WK,T2\n")
                .add("stop_times.txt", "T2,08:00:00,08:00:00,s1,1\nT2,09:00:00,09:00:00,s3,3\n");
        sample.layout = sample.layout.replace(
                "\"trains\": [{",
                "\"trains\": [{\"route\": \"X\", \"formation\": \"f\", \"prices\": [{\"class\": \"c\"}]}, {\"trip\": \"T1\", ");
        assertThat(sample.convert(folder).notes())
                .containsExactly(
                        "trips.txt: no rule of the layout suits these trips: they are left out (line 3)",
                        "the layout's /trains/0 suits no trip of the feed");
    }

    @Test
    void nothingIsSoldFromOrToWhereNobodyGetsOnOrOff() throws IOException {
        sample.widen("stop_times.txt", "pickup_type,drop_off_type", "0,1", "1,0", "1,0");
        assertThat(sample.trains(folder).getFirst().stops())
                .containsExactly(
                        new Train.Stop("s1", "North", 480, 480),
                        new Train.Stop("s2", "Mid", 510, 511, false, true),
                        new Train.Stop("s3", "South", 540, 540));
    }

    @Test
    void whereNobodyGetsOnOrOffATrainPasses() throws IOException {
        sample.widen("stop_times.txt", "pickup_type,drop_off_type", "0,1", "1,1", "1,0");
        Train train = sample.trains(folder).getFirst();
        assertThat(train.stops())
                .containsExactly(new Train.Stop("s1", "North", 480, 480), new Train.Stop("s3", "South", 540, 540));
        assertThat(train.classes().getFirst().fares().hopPrices()).containsExactly(500L);
    }

    @Test
    void aTripThatNobodyMayUseIsLeftOut() throws IOException {
        sample.add("trips.txt", "R,WK,empty\n")
                .add("stop_times.txt", "empty,08:00:00,08:00:00,s1,1\nempty,09:00:00,09:00:00,s3,3\n")
                .widen("stop_times.txt", "pickup_type", "", "", "", "1", "");
        GtfsTimetable.Converted converted = sample.convert(folder);
        assertThat(Timetable.read(converted.timetable()).sales()).hasSize(3);
        assertThat(converted.notes())
                .containsExactly("trips.txt: nobody may get on and off again: these trips are left out (line 3)");
    }

    @Test
    void aTripThatRunsEverySoOftenIsAsManyTrains() throws IOException {
        often(sample, "T1,08:00:00,10:00:00,1800,1\nT1,24:10:00,25:00:00,3000,1\n");
        List<SaleTerms> sales =
                Timetable.read(sample.convert(folder).timetable()).sales();
        assertThat(sales).hasSize(15);
        assertThat(sample.trains(folder))
                .extracting(Train::id)
                .containsExactly("T1-0800", "T1-0830", "T1-0900", "T1-0930", "T1-2410");
        assertThat(sample.trains(folder).get(3).stops())
                .containsExactly(
                        new Train.Stop("s1", "North", 570, 570),
                        new Train.Stop("s2", "Mid", 600, 601),
                        new Train.Stop("s3", "South", 630, 630));
    }

    @Test
    void onlyDaysForWhichTheFeedAnswersAreSold() throws IOException {
        info(sample, "20261202,20261202\n");
        assertThat(Timetable.read(sample.convert(folder).timetable()).sales())
                .extracting(SaleTerms::id)
                .containsExactly("t1-2026-12-02");
    }

    @Test
    void agenciesWhoseTrainsNobodySellsMayHaveOtherClocks() throws IOException {
        sample.add("agency.txt", "B,Line B,u,Europe/London\n").add("routes.txt", "S,B,S1,,2\n");
        assertThat(sample.trains(folder).getFirst().zone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void everyTripGetsAnIdOfItsOwnThatItKeeps() throws IOException {
        String[] trips = {
            "поезд-7", "вагон-7", "列車", "t:1", "t.1", "t-1", "a".repeat(60) + "-x", "1-" + "a".repeat(38), "T-1"
        };
        for (String trip : trips) {
            sample.add("trips.txt", "R,WK," + trip + "\n")
                    .add("stop_times.txt", trip + ",08:00:00,08:00:00,s1,1\n" + trip + ",09:00:00,09:00:00,s3,3\n");
        }
        List<String> ids = sample.trains(folder).stream().map(Train::id).toList();
        assertThat(ids).hasSize(trips.length + 1).doesNotHaveDuplicates().contains("T1", "t-1");
        assertThat(ids).allMatch(id -> TimetableFields.TRAIN_ID.matcher(id).matches());
        assertThat(ids).anyMatch(id -> id.matches("7-[0-9a-f]{8}")).anyMatch(id -> id.matches("trip-[0-9a-f]{8}"));
        sample.from("2026-12-03");
        assertThat(sample.trains(folder).stream().map(Train::id)).isEqualTo(ids);
    }

    @Test
    void theLayoutMayNameATrain() throws IOException {
        sample.replace("trips.txt", "T1", "поезд").replace("stop_times.txt", "T1", "поезд");
        sample.layout =
                sample.layout.replace("\"trains\": [{", "\"trains\": [{\"trip\": \"поезд\", \"id\": \"Poezd\", ");
        assertThat(sample.trains(folder).getFirst().id()).isEqualTo("Poezd");
        sample.layout = sample.layout.replace("\"trip\": \"поезд\", ", "");
        InvalidFieldsException e = catchThrowableOfType(InvalidFieldsException.class, () -> sample.convert(folder));
        assertThat(e.byPointer()).containsOnlyKeys("/trains/0/id");
    }

    @Test
    void namesAndIdsOfStopsMayBeLongAndHaveLineBreaks() throws IOException {
        String id = "stop:" + "x".repeat(80);
        sample.replace("stops.txt", "s2,Mid", id + ",\"Mid\nof " + "long".repeat(40) + "\"")
                .replace("stop_times.txt", "s2", id);
        Train.Stop stop = sample.trains(folder).getFirst().stops().get(1);
        assertThat(stop.name()).startsWith("Mid of long").hasSizeLessThanOrEqualTo(100);
        assertThat(stop.id()).startsWith("stop:xxx").hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void whoIsToBlameIsNamed() {
        sample.layout = sample.layout.replace("\"class\": \"c\", \"perHop\"", "\"class\": \"d\", \"perHop\"");
        InvalidFieldsException e = catchThrowableOfType(InvalidFieldsException.class, () -> sample.convert(folder));
        assertThat(e.byPointer().keySet()).contains("/trains/0/prices/0/class");
        sample.layout = new GtfsSample().layout.replace("EUR", "EU");
        e = catchThrowableOfType(InvalidFieldsException.class, () -> sample.convert(folder));
        assertThat(e.byPointer()).containsOnlyKeys("/currency");
        sample.layout =
                new GtfsSample().layout.replace("\"currency\"", "\"timezone\": \"Europe/London\", \"currency\"");
        assertThat(errors())
                .containsExactly("agency.txt: agency_timezone is Europe/Berlin, and the layout says Europe/London");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
        sample.files.put(
                "stops.txt", sample.text("stops.txt").replace("North", "Köln").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(errors()).containsExactly("stops.txt:2: is not UTF-8 at column 5");
        sample.files.put("stops.txt", new GtfsSample().text("stops.txt").getBytes(StandardCharsets.UTF_16LE));
        assertThat(errors()).anyMatch(error -> error.startsWith("stops.txt:"));
    }

    @Test
    void aByteOrderMarkAndOtherLineEndsAndAFolderAreTaken() throws IOException {
        GtfsSample other = new GtfsSample();
        other.files.clear();
        sample.files.forEach((file, text) ->
                other.put("feed/" + file, "\uFEFF" + new String(text, StandardCharsets.UTF_8).replace("\n", "\r\n")));
        other.put("__MACOSX/feed/._stops.txt", "x");
        assertThat(other.trains(folder)).isEqualTo(sample.trains(folder));
        other.put("again/trips.txt", "x");
        assertThat(catchThrowableOfType(InvalidFeedException.class, () -> other.convert(folder))
                        .errors())
                .containsExactly("the zip file has several feeds, in again/, feed/");
    }

    @Test
    void aQuotationMarkThatIsNotClosedSwallowsNothing() {
        sample.replace("stops.txt", "s2,Mid", "s2,\"Mid");
        assertThat(errors()).anyMatch(error -> error.startsWith("stops.txt:2: is the last that can be read"));
    }

    @Test
    void whatSwellsIsNotRead() {
        sample.put("stops.txt", "stop_id\n" + ("a".repeat(1 << 20) + "\n").repeat(66));
        assertThat(errors()).anyMatch(error -> error.endsWith("swells to more than a feed has; nothing is read of it"));
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        byte[] zip = Files.readAllBytes(sample.zip(folder));
        Path damaged = folder.resolve("damaged.zip");
        int central = lastCentral(zip, "stops.txt");
        zip[central + 16] ^= 1;
        Files.write(damaged, zip);
        InvalidFeedException e = catchThrowableOfType(
                InvalidFeedException.class,
                () -> GtfsTimetable.convert(
                        damaged,
                        JsonTree.object(sample.layout.getBytes(StandardCharsets.UTF_8)),
                        sample.from,
                        sample.to,
                        GtfsLimits.OWN));
        assertThat(e.errors()).anyMatch(error -> error.startsWith("stops.txt:") && error.contains("checksum"));
    }

    /** Where the zip file's directory has the entry. */
    private static int lastCentral(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.lastIndexOf("PK\u0001\u0002", text.lastIndexOf(name));
    }

    private static GtfsSample dates(GtfsSample sample, String lines) {
        return sample.put("calendar_dates.txt", "service_id,date,exception_type\n" + lines);
    }

    private static GtfsSample often(GtfsSample sample, String lines) {
        return sample.put("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times\n" + lines);
    }

    private static GtfsSample info(GtfsSample sample, String lines) {
        return sample.put("feed_info.txt", "feed_start_date,feed_end_date\n" + lines);
    }

    private static GtfsSample without(GtfsSample sample, String file) {
        sample.files.remove(file);
        return sample;
    }

    private List<String> errors() {
        return catchThrowableOfType(InvalidFeedException.class, () -> sample.convert(folder))
                .errors();
    }
}
