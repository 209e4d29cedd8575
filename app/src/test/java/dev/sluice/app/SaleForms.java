package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A shop whose sales are made in forms, and what is done with these; by a merchant whose clocks are those of Shanghai. */
abstract class SaleForms extends BrowsedShop {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    static final String ADMIN = "/v1/admin/sales/";

    static Browser.NewContextOptions shanghai() {
        return new Browser.NewContextOptions().setTimezoneId(SHANGHAI.getId());
    }

    /** As clocks in Shanghai show it. */
    static String local(int minutesFromNow) {
        return LocalDateTime.now(SHANGHAI)
                .plusMinutes(minutesFromNow)
                .truncatedTo(ChronoUnit.MINUTES)
                .format(LOCAL);
    }

    static Visitor mia() {
        return client.as("mia", "merchant");
    }

    final WindowShopper staff(String path) {
        return signIn(shopper("staff", shanghai()).open(path));
    }

    static WindowShopper signIn(WindowShopper staff) {
        staff.find("#field-staff-name").fill("mia");
        staff.find("#staff-submit").click();
        assertThat(staff.find("#who-name")).hasText("mia");
        return staff;
    }

    final WindowShopper newSale() {
        WindowShopper staff = staff("/console/sales/new");
        assertThat(staff.find("#sale-form")).isVisible();
        return staff;
    }

    static Locator field(WindowShopper staff, String name) {
        return staff.find("#field-" + name);
    }

    /** A field of a row of a list, by the beginning of its name and its row, from 0. */
    static Locator row(WindowShopper staff, String name, int row) {
        return staff.find("[name^='" + name + "-']").nth(row);
    }

    static void begin(WindowShopper staff, String title, String kind) {
        field(staff, "title").fill(title);
        field(staff, "opens").fill(local(-1));
        field(staff, "closes").fill(local(120));
        field(staff, "inventory-kind").selectOption(kind);
    }

    static void tier(WindowShopper staff, int at, String name, String price, String units) {
        row(staff, "tier-name", at).fill(name);
        row(staff, "tier-price", at).fill(price);
        row(staff, "tier-capacity", at).fill(units);
    }

    static Answer publish(WindowShopper staff, String id) {
        staff.find("#publish").click();
        staff.find("#ask-yes").click();
        staff.page().waitForURL(Pattern.compile(".*/console/sales/" + id));
        return mia().get(ADMIN + id).expect(200);
    }

    static void saveDraft(WindowShopper staff) {
        staff.find("#save-draft").click();
        staff.sees("#draft-state", "Saved");
        assertThat(staff.find("#draft-state")).not().containsText("What you changed since");
    }

    /** Of the draft that the form shows. */
    static String draftOf(WindowShopper staff) {
        String url = staff.page().url();
        return url.substring(url.indexOf("draft=") + "draft=".length());
    }

    static byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
