package dev.sluice.format.imports;

import dev.sluice.json.JsonTree;
import dev.sluice.sale.JourneyTerms;
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

/** A line of three stops, North, Mid and South, in Berlin, from the first to the third of December 2026; to be changed. */
final class GtfsSample {
    private static final String LAYOUT = """
            {"currency": "EUR", "formations": [{"id": "f", "classes": [{"id": "c"}], "cars": [{"id": "1", "class": "c", "rows": 2, "seats": "AB CD"}]}],
             "sales": {"opens": {"daysBefore": 30}}, "trains": [{"formation": "f", "prices": [{"class": "c", "perHop": 500}]}]}""";

    final Map<String, byte[]> files = new LinkedHashMap<>();
    String layout = LAYOUT;
    LocalDate from = LocalDate.of(1970, 1, 1);
    LocalDate to = LocalDate.of(9999, 12, 31);

    GtfsSample() {
        put(
                "agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone\nA,Line A,http://a.example,Europe/Berlin\n");
        put("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\ns1,North,1,1\ns2,Mid,1,2\ns3,South,1,3\n");
        put("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\nR,A,R1,,2\n");
        put("trips.txt", "route_id,service_id,trip_id\nR,WK,T1\n");
        put("stop_times.txt", """
                trip_id,arrival_time,departure_time,stop_id,stop_sequence
                T1,08:00:00,08:00:00,s1,1
                T1,08:30:00,08:31:00,s2,2
                T1,09:00:00,09:00:00,s3,3
                """);
        put("calendar.txt", """
                service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
                WK,1,1,1,1,1,1,1,20261201,20261203
                """);
    }

    GtfsSample put(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String text(String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    /** Adds lines to a file. */
    GtfsSample add(String file, String lines) {
        return put(file, text(file) + lines);
    }

    GtfsSample replace(String file, String text, String by) {
        if (!text(file).contains(text)) {
            throw new IllegalArgumentException(file + " has no " + text);
        }
        return put(file, text(file).replace(text, by));
    }

    /** Adds columns to a file: a line each, the header first. */
    GtfsSample widen(String file, String... more) {
        List<String> lines = text(file).lines().toList();
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            wide.append(lines.get(i)).append(',').append(more[i]).append('\n');
        }
        return put(file, wide.toString());
    }

    /** Leaves out days before this one. */
    GtfsSample from(String day) {
        from = LocalDate.parse(day);
        return this;
    }

    GtfsTimetable.Converted convert(Path folder) throws IOException {
        return convert(folder, GtfsLimits.OWN);
    }

    GtfsTimetable.Converted convert(Path folder, GtfsLimits limits) throws IOException {
        return GtfsTimetable.convert(
                zip(folder), JsonTree.object(layout.getBytes(StandardCharsets.UTF_8)), from, to, limits);
    }

    /** Each once, as the sales of its days have it. */
    List<Train> trains(Path folder) throws IOException {
        return Timetable.read(convert(folder).timetable()).sales().stream()
                .map(sale -> ((JourneyTerms) sale.inventory()).train())
                .distinct()
                .toList();
    }

    Path zip(Path folder) throws IOException {
        Path zip = folder.resolve("gtfs.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return zip;
    }
}
