package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.format.imports.Timetable;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.SaleTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timetable that ships, and the command that makes others. */
final class SampleTimetableTest {
    private static final String LAYOUT = """
            {"currency": "EUR", "sales": {"opens": {"daysBefore": 1}},
             "formations": [{"id": "f", "classes": [{"id": "s"}], "cars": [{"id": "1", "class": "s", "rows": 1, "seats": "A"}]}],
             "trains": [{"formation": "f", "prices": [{"class": "s", "perHop": 100}]}]}""";

    @TempDir
    private Path folder;

    @Test
    void theSampleHasTrainsBothWaysAndACoach() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        List<SaleTerms> sales = SampleSales.timetable().sales(day, day);
        assertThat(sales)
                .extracting(SaleTerms::id)
                .contains("g101-2026-12-01", "g102-2026-12-01", "k8-2026-12-01")
                .hasSize(7);
        JourneyTerms fast = (JourneyTerms) sales.getFirst().inventory();
        assertThat(fast.train().stops()).hasSize(12);
        assertThat(fast.train().seatCount()).isGreaterThan(500);
    }

    @Test
    void aFeedBecomesATimetableInAFile() throws IOException {
        Path made = folder.resolve("timetable.json");
        int code = convert("week,1,1,1,1,1,1,1,20261201,20261202\n", made);
        assertThat(code).isEqualTo(ExitCode.OK);
        Timetable timetable = Timetable.read(JsonTree.object(Files.readAllBytes(made)));
        assertThat(timetable.sales()).extracting(SaleTerms::id).containsExactly("t1-2026-12-01", "t1-2026-12-02");
    }

    @Test
    void aFeedThatIsWrongEndsInAFailureAndNoTimetable() throws IOException {
        Path made = folder.resolve("nothing.json");
        assertThat(convert("week,1,1,1,1,1,1,1,tomorrow,20261202\n", made)).isEqualTo(ExitCode.FAILURE);
        assertThat(Files.readString(made)).isEmpty();
        assertThat(SluiceCommand.execute("timetable", "none.zip", "--layout", "none.json"))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(SluiceCommand.execute("timetable")).isEqualTo(ExitCode.USAGE);
    }

    private int convert(String calendar, Path to) throws IOException {
        Path layout = Files.writeString(folder.resolve("layout.json"), LAYOUT);
        PrintStream before = System.out;
        try (PrintStream file = new PrintStream(Files.newOutputStream(to), true, StandardCharsets.UTF_8)) {
            System.setOut(file);
            return SluiceCommand.execute("timetable", feed(calendar).toString(), "--layout", layout.toString());
        } finally {
            System.setOut(before);
        }
    }

    private Path feed(String calendar) throws IOException {
        Map<String, String> files = Map.of(
                "agency.txt", "agency_timezone\nEurope/Berlin\n",
                "stops.txt", "stop_id,stop_name\na,A\nb,B\n",
                "routes.txt", "route_id,route_short_name,route_type\nr,R,2\n",
                "trips.txt", "route_id,service_id,trip_id\nr,week,T1\n",
                "stop_times.txt",
                        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                                + "T1,08:00:00,08:00:00,a,1\nT1,09:00:00,09:00:00,b,2\n",
                "calendar.txt",
                        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
                                + calendar);
        Path zip = folder.resolve("feed.zip");
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
