package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Timetables, and feeds that are made into one, from the file to the sales of their trains; in a browser. */
final class TimetablePageTest extends SaleForms {
    @Test
    void aTimetableIsLookedThroughAndImported() {
        WindowShopper staff = staff("/console/timetables");
        staff.find("#look").click();
        assertThat(field(staff, "timetable")).hasAttribute("aria-invalid", "true");
        assertThat(field(staff, "timetable")).isFocused();
        upload(staff, "");
        staff.sees("#field-timetable-error", "no JSON");
        upload(staff, "[1, 2]");
        assertThat(staff.find("#timetable-errors li, #error:visible").first()).isVisible();
        String day = LocalDateTime.now(SHANGHAI).plusDays(10).toLocalDate().toString();
        String right = timetable("D7", day, "10:00");
        String both = right.replaceFirst(
                "(?s)\"trains\": \\[\n(.*?)\n]}",
                Matcher.quoteReplacement("\"trains\": [\n") + "$1,\n"
                        + Matcher.quoteReplacement(train("D8", day, "07:00")) + "\n]}");
        upload(staff, both);
        staff.sees("#report", "1 thing is wrong");
        staff.sees("#timetable-errors", "Line 7");
        Axe.findsNothing(staff.page(), "a timetable with an error");
        staff.find("#without").click();
        staff.sees("#report", "It would make 1 sale");
        staff.sees("#trains", "D7");
        assertThat(mia().get(ADMIN + "d7-" + day).status()).isEqualTo(404);
        Axe.findsNothing(staff.page(), "a timetable that was looked through");
        AtomicInteger sent = new AtomicInteger();
        Pattern importing = Pattern.compile(".*/timetables\\?dryRun=false.*");
        staff.page().route(importing, route -> {
            sent.incrementAndGet();
            loseTheAnswer(route);
        });
        staff.find("#import").click();
        staff.find("#ask-yes").dblclick();
        staff.sees("#error", "No answer came.");
        staff.sees("#report", "It would make 0 sales");
        assertThat(sent).hasValue(1);
        staff.page().unroute(importing);
        assertThat(mia().get(ADMIN + "d7-" + day).status()).isEqualTo(200);

        upload(staff, timetable("D9", day, "10:00"));
        staff.find("#import").click();
        staff.find("#ask-yes").click();
        staff.sees("#made-sales", "d9-" + day);

        upload(staff, right);
        staff.sees("#report", "It would make 0 sales");
        upload(staff, "{\"trains\": ");
        staff.sees("#field-timetable-error", "no JSON");
        assertThat(staff.onAPhone().fitsTheScreen()).isTrue();
    }

    @Test
    void aTimetableIsImportedByKeysAlone() {
        WindowShopper staff = staff("/console/timetables");
        String day = LocalDateTime.now(SHANGHAI).plusDays(11).toLocalDate().toString();
        Keys keys = new Keys(staff);
        staff.page()
                .waitForFileChooser(() -> keys.to("#field-timetable").press("Enter"))
                .setFiles(json(timetable("K1", day, "10:00")));
        keys.to("#look").press("Enter");
        staff.sees("#report", "It would make 1 sale");
        keys.to("#import").press("Enter");
        keys.confirmAt("#import");
        staff.sees("#made-sales", "k1-" + day);
        keys.to("#made-sales a").press("Enter");
        staff.page().waitForURL(Pattern.compile(".*/console/sales/k1-" + day + "$"));
    }

    @Test
    void theExamplesAreRightAsTheyAre() {
        WindowShopper staff = staff("/console/timetables");
        field(staff, "timetable").setInputFiles(downloaded(staff, "#example-timetable"));
        staff.find("#look").click();
        staff.sees("#report", "It would make 14 sales");
        String day = LocalDateTime.now(SHANGHAI).plusDays(20).toLocalDate().toString();
        field(staff, "timetable")
                .setInputFiles(new FilePayload("feed.zip", "application/zip", feed(day.replace("-", ""), "09:00:00")));
        field(staff, "layout").setInputFiles(downloaded(staff, "#example-layout"));
        staff.find("#look").click();
        staff.sees("#report", "It would make 1 sale");
    }

    private static Path downloaded(WindowShopper staff, String button) {
        return staff.page().waitForDownload(() -> staff.find(button).click()).path();
    }

    @Test
    void aFeedIsConvertedWithItsLayoutAndImported() {
        WindowShopper staff = staff("/console/timetables");
        String day = LocalDateTime.now(SHANGHAI).plusDays(10).toLocalDate().toString();
        field(staff, "timetable")
                .setInputFiles(new FilePayload("feed.zip", "application/zip", feed(day.replace("-", ""), "09:00:00")));
        staff.find("#look").click();
        staff.sees("#field-layout-error", "needs a layout");
        field(staff, "layout").setInputFiles(new FilePayload("layout.json", "application/json", """
                {"currency": "CNY", "formations": [{"id": "f", "classes": [{"id": "c"}], "cars": [{"id": "1", "class": "c", "rows": 2, "seats": "AB"}]}],
                 "sales": {"opens": {"daysBefore": 30}}, "trains": [{"formation": "f", "prices": [{"class": "c", "perHop": 500}]}]}""".getBytes(
                        StandardCharsets.UTF_8)));
        staff.find("#look").click();
        staff.sees("#report", "It would make 1 sale");
        staff.sees("#feed-notes", "shapes.md");
        Axe.findsNothing(staff.page(), "a feed that was looked through");
        staff.find("#import").click();
        staff.find("#ask-yes").click();
        staff.sees("#made-sales", "t1-" + day);
        field(staff, "timetable")
                .setInputFiles(new FilePayload("feed.zip", "application/zip", feed(day.replace("-", ""), "9 o'clock")));
        staff.find("#look").click();
        staff.sees("#timetable-errors", "stop_times.txt, line 3");
        field(staff, "timetable").setInputFiles(new FilePayload("feed.zip", "application/zip", new byte[] {1, 2, 3}));
        staff.find("#look").click();
        staff.sees("#timetable-errors", "not a zip file");
    }

    private static byte[] feed(String day, String arrives) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,A,http://a.example,Asia/Shanghai\n");
        files.put("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\na,Ann,1,1\nb,Bea,1,2\n");
        files.put("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\nR,A,R1,,2\n");
        files.put("trips.txt", "route_id,service_id,trip_id\nR,S,T1\n");
        files.put(
                "stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT1,08:00:00,08:00:00,a,1\nT1," + arrives
                        + "," + arrives + ",b,2\n");
        files.put(
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,1,1,"
                        + day + "," + day + "\n");
        files.put("shapes.md", "no file of GTFS");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void upload(WindowShopper staff, String text) {
        field(staff, "timetable").setInputFiles(json(text));
        staff.find("#look").click();
    }

    private static FilePayload json(String text) {
        return new FilePayload("timetable.json", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String timetable(String id, String day, String arrives) {
        return """
                {"timezone": "Asia/Shanghai", "currency": "CNY", "stops": [{"id": "a"}, {"id": "b"}],
                 "formations": [{"id": "f", "classes": [{"id": "c"}],
                   "cars": [{"id": "1", "class": "c", "rows": 2, "seats": "AB"}]}],
                 "sales": {"opens": {"daysBefore": 30}},
                 "trains": [
                %s
                ]}""".formatted(train(id, day, arrives));
    }

    private static String train(String id, String day, String arrives) {
        return "{\"id\": \"%s\", \"formation\": \"f\", \"days\": {\"from\": \"%s\", \"to\": \"%s\"}, \"calls\": [{\"stop\": \"a\", \"departs\": \"08:00\"}, {\"stop\": \"b\", \"arrives\": \"%s\"}], \"prices\": [{\"class\": \"c\", \"hops\": [100]}]}"
                .formatted(id, day, day, arrives);
    }
}
