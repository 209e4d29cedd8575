package dev.sluice.format.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GtfsTimetableTest {
    private static final String LAYOUT = """
            {"currency": "CHF",
             "formations": [{"id": "ic", "classes": [{"id": "second"}], "cars": [{"id": "1", "class": "second", "rows": 2, "seats": "AB"}]}],
             "sales": {"opens": {"daysBefore": 30}},
             "trains": [{"route": "R1", "formation": "ic", "prices": [{"class": "second", "perHop": 100, "perMinute": 10}]}]}""";

    @TempDir
    private Path folder;

    private final Map<String, String> files = new LinkedHashMap<>(Map.of(
            "agency.txt", "agency_id,agency_name,agency_timezone\n1,A,Europe/Zurich\n",
            "stops.txt", """
                    stop_id,stop_name,parent_station
                    Z,"Zürich, HB",
                    Z:3,Gleis 3,Z
                    O,Olten,
                    B,Bern,
                    """,
            "routes.txt", "route_id,route_short_name,route_type\nR1,IC1,2\nR2,Bus,3\n",
            "trips.txt", """
                    route_id,service_id,trip_id,trip_headsign
                    R1,week,t:1,Bern
                    R2,week,bus,Nowhere
                    R1,once,t:2,Bern
                    R1,never,t:3,Bern
                    """,
            "stop_times.txt", """
                    trip_id,arrival_time,departure_time,stop_id,stop_sequence
                    t:1,10:00:30,10:00:30,B,30
                    t:1,09:00:00,09:00:00,Z:3,1
                    t:1,,,O,2
                    bus,x,y,z,w
                    t:2,23:30:00,23:30:00,Z,1
                    t:2,24:30:00,24:30:00,B,2
                    t:3,23:30:00,23:30:00,Z,1
                    t:3,24:30:00,24:30:00,B,2
                    """,
            "calendar.txt", """
                    service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
                    week,1,1,1,1,1,0,0,20261201,20261211
                    never,1,1,1,1,1,1,1,20200101,20201231
                    """,
            "calendar_dates.txt",
                    "service_id,date,exception_type\nweek,20261208,2\nweek,20261212,1\nonce,20261205,1\n"));

    @Test
    void tripsBecomeTrainsAndServicesTheirDays() throws IOException {
        List<SaleTerms> sales = Timetable.read(convert()).sales();
        assertThat(sales)
                .extracting(SaleTerms::id)
                .containsExactly(
                        "t-1-2026-12-01",
                        "t-1-2026-12-02",
                        "t-1-2026-12-03",
                        "t-1-2026-12-04",
                        "t-2-2026-12-05",
                        "t-1-2026-12-07",
                        "t-1-2026-12-09",
                        "t-1-2026-12-10",
                        "t-1-2026-12-11",
                        "t-1-2026-12-12");
        Train train = ((JourneyTerms) sales.getFirst().inventory()).train();
        assertThat(train.name()).isEqualTo("IC1 Bern");
        assertThat(train.stops())
                .containsExactly(
                        new Train.Stop("Z", "Zürich, HB", 540, 540),
                        new Train.Stop("O", "Olten", 570, 570),
                        new Train.Stop("B", "Bern", 600, 600));
        assertThat(train.classes().getFirst().fares().hopPrices()).containsExactly(400L, 400L);
    }

    /** What is printed is read again as it is. */
    @Test
    void itsTextIsATimetable() throws IOException {
        String text = JsonTree.text(convert());
        assertThat(TimetableTest.read(text).sales())
                .isEqualTo(Timetable.read(convert()).sales());
    }

    @Test
    void everythingThatIsWrongIsNamedWithItsFileAndLine() {
        files.put("stops.txt", files.get("stops.txt") + ",Nameless,\n");
        files.put("trips.txt", files.get("trips.txt") + "R1,lost,t:4,Bern\nR1,week,t:1,Again\n");
        files.put(
                "stop_times.txt", files.get("stop_times.txt") + "t:2,noon,24:40:00,X,3\nt:4,10:00:00,10:00:00,B,one\n");
        files.put("calendar.txt", files.get("calendar.txt") + "odd,1,1,1,1,1,1,1,2026-12-01,20261201\n");
        files.put("calendar_dates.txt", files.get("calendar_dates.txt") + "week,20261209,3\n");
        assertThat(errors())
                .contains("stops.txt:6: stop_id is needed")
                .contains("trips.txt:7: trip_id t:1 is there already")
                .contains("trips.txt:6: service_id lost is in no calendar")
                .contains("trips.txt:6: trip_id t:4 has fewer than two stop_times")
                .contains("stop_times.txt:10: stop_id X is not in stops.txt")
                .contains("stop_times.txt:11: stop_sequence is a whole number, 0 or more")
                .contains("calendar.txt:4: start_date is a day like 20261201")
                .contains("calendar_dates.txt:5: exception_type is 1 or 2");
    }

    @Test
    void aTrainThatComesBackIsNamed() {
        files.put(
                "stop_times.txt",
                files.get("stop_times.txt") + "t:2,24:40:00,24:40:00,Z:3,3\nt:2,24:35:00,24:50:00,O,4\n");
        assertThat(errors())
                .containsExactly(
                        "stop_times.txt:10: trip_id t:2 stops twice at Z",
                        "stop_times.txt:11: trip_id t:2 goes back in time");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        files.remove("trips.txt");
        assertThat(errors()).containsExactly("trips.txt is needed");
    }

    @Test
    void whatIsWrongWithTheLayoutIsNamedByItsPointer() {
        String wrong = LAYOUT.replace("\"perHop\": 100", "\"perHop\": -1").replace("\"formation\": \"ic\",", "");
        InvalidFieldsException e = catchThrowableOfType(
                InvalidFieldsException.class, () -> convert(wrong, LocalDate.EPOCH, LocalDate.of(9999, 1, 1)));
        assertThat(e.byPointer()).containsOnlyKeys("/trains/0/prices/0/perHop", "/trains/0/formation");
    }

    @Test
    void onlyTheDaysThatAreAskedForAreConverted() throws IOException {
        Map<String, Object> timetable = convert(LAYOUT, LocalDate.of(2026, 12, 9), LocalDate.of(2026, 12, 10));
        assertThat(Timetable.read(timetable).sales())
                .extracting(SaleTerms::id)
                .containsExactly("t-1-2026-12-09", "t-1-2026-12-10");
    }

    private Map<String, Object> convert() throws IOException {
        return convert(LAYOUT, LocalDate.of(2026, 1, 1), LocalDate.of(9999, 12, 31));
    }

    private Map<String, Object> convert(String layout, LocalDate from, LocalDate to) throws IOException {
        return GtfsTimetable.convert(
                        feed(), JsonTree.object(layout.getBytes(StandardCharsets.UTF_8)), from, to, GtfsLimits.OWN)
                .timetable();
    }

    private List<String> errors() {
        return catchThrowableOfType(InvalidFeedException.class, this::convert).errors();
    }

    private Path feed() throws IOException {
        Path zip = folder.resolve("gtfs.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}
