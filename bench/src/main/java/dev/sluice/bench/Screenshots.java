package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.sluice.app.exit.Reporting;
import dev.sluice.app.node.Parts;
import dev.sluice.browser.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice screenshots}: pictures of the main pages, of a demo that is started for them, as a person with a browser sees them. */
@Command(
        name = "sluice screenshots",
        mixinStandardHelpOptions = true,
        description = "Starts a demo, walks through its pages with a browser, and keeps a picture of each.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All pictures were made.", "1:One could not be made.", "2:Wrong usage."})
public final class Screenshots implements Callable<Integer> {
    private static final String SECRET = "a secret of the pictures, which is long enough";
    private static final int QUALITY = 82;
    /** In which a board is told what happened. */
    private static final int SECOND_MILLIS = 1_500;
    /** A plan is painted a piece a frame. */
    private static final int SETTLE_MILLIS = 800;

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}");

    /** How a picture is seen: its width and height in CSS pixels, its colours, its language. */
    private record View(int width, int height, ColorScheme colours, String language) {
        static final View DESK = new View(1280, 860, ColorScheme.LIGHT, "en-GB");
        static final View BOARD = new View(1280, 800, ColorScheme.LIGHT, "en-GB");
        static final View PHONE = new View(390, 844, ColorScheme.LIGHT, "en-GB");

        View dark() {
            return new View(width, height, ColorScheme.DARK, language);
        }

        View chinese() {
            return new View(width, height, colours, "zh-CN");
        }
    }

    /** What is seen on a picture, and the way there from an empty page. */
    private record Scene(String name, View view, Consumer<Page> way) {}

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "docs/pictures",
            description = "Where the pictures go. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--only", paramLabel = "NAME", description = "Only pictures whose names contain this.")
    private String only = "";

    @Spec
    private CommandSpec spec;

    private Screenshots() {}

    public static void main(String[] arguments) {
        System.exit(Reporting.of(new CommandLine(new Screenshots())).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        try (Parts parts = new Parts();
                Chromium chromium = Chromium.start()) {
            Product demo =
                    Product.start(parts, List.of("-Xmx1g"), List.of(), Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
            for (Scene scene : scenes()) {
                if (scene.name().contains(only)) {
                    take(chromium.browser(), demo, scene);
                }
            }
        }
        return 0;
    }

    private void take(Browser browser, Product demo, Scene scene) {
        View view = scene.view();
        try (BrowserContext window = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(demo.url().toString())
                .setViewportSize(view.width(), view.height())
                .setColorScheme(view.colours())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(view.language())
                .setTimezoneId("Asia/Shanghai"))) {
            Page page = window.newPage();
            scene.way().accept(page);
            page.evaluate("scrollTo(0, 0)");
            Path file = out.resolve(scene.name() + ".jpg");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(file)
                    .setType(ScreenshotType.JPEG)
                    .setQuality(QUALITY));
            spec.commandLine().getOut().println(file);
            spec.commandLine().getOut().flush();
        }
    }

    private static List<Scene> scenes() {
        return List.of(
                new Scene("front", View.DESK, Screenshots::front),
                new Scene("front-zh", View.PHONE.chinese().dark(), Screenshots::front),
                new Scene("sale", View.DESK, page -> sale(page, "concert")),
                new Scene("sale-zh", View.PHONE.chinese(), page -> sale(page, "concert")),
                new Scene("seats", View.DESK, page -> sale(page, "theatre")),
                new Scene("stadium-dark", View.PHONE.dark(), page -> sale(page, "stadium")),
                new Scene("held", View.PHONE, page -> held(page, "concert")),
                new Scene("ticket", View.PHONE, page -> ticket(page, "concert")),
                new Scene("trains-zh", View.PHONE.chinese(), Screenshots::trains),
                new Scene("lottery", View.DESK, Screenshots::lottery),
                new Scene("red-packet", View.PHONE, page -> ticketOf(page, "red-packet")),
                new Scene("board", View.BOARD, page -> board(page, "concert")),
                new Scene("seat-editor", View.DESK, Screenshots::seatEditor),
                new Scene("door-dark", View.PHONE.dark(), Screenshots::door));
    }

    /** The board of a sale that a crowd has come to. */
    private static void board(Page page, String sale) {
        page.navigate("/console");
        page.locator("#staff-submit").click();
        page.locator("#who-name").waitFor();
        page.navigate("/console/sales/" + sale + "/board");
        page.locator("#liveness[data-live=true]").waitFor();
        BoardCrowd.come(URI.create(page.url()), sale, SECRET);
        page.locator("#ranges [value='300']").click();
        page.waitForTimeout(SECOND_MILLIS);
    }

    private static void front(Page page) {
        page.navigate("/");
        page.locator("[data-sale]").first().waitFor();
    }

    private static void sale(Page page, String sale) {
        page.navigate("/sales/" + sale);
        signIn(page);
        enabled(page, "#buy").waitFor();
    }

    private static void held(Page page, String sale) {
        sale(page, sale);
        page.locator("#tiers input").first().check();
        enabled(page, "#buy").click();
        enabled(page, "#pay").waitFor();
    }

    private static void ticket(Page page, String sale) {
        held(page, sale);
        enabled(page, "#pay").click();
        page.waitForURL("**/sandbox/payments/*");
        page.locator("#sandbox-pay").click();
        page.locator(".ticket").first().waitFor();
    }

    /** Where there is nothing to choose and nothing to pay. */
    private static void ticketOf(Page page, String sale) {
        sale(page, sale);
        enabled(page, "#buy").click();
        page.locator("#prize").waitFor();
    }

    private static void trains(Page page) {
        page.navigate("/journeys?from=beijing-south&to=shanghai-hongqiao&date="
                + LocalDate.now(ZoneOffset.UTC).plusDays(1));
        page.locator("#trains > li").first().waitFor();
    }

    private static void lottery(Page page) {
        page.navigate("/sales/festival");
        signIn(page);
        page.locator("#course li").first().waitFor();
    }

    private static void seatEditor(Page page) {
        page.navigate("/");
        Object version = page.evaluate("async () => (await (await fetch('/v1/sales/theatre')).json()).map.version");
        page.navigate("/console/seat-maps?map=" + version);
        page.locator("#staff-submit").click();
        page.locator("#saved").waitFor();
        page.locator(".plan-tool:has(#tool-tier)").click();
        page.waitForTimeout(SETTLE_MILLIS);
    }

    /** Of a ticket that was bought just now. */
    private static void door(Page page) {
        ticket(page, "concert");
        Matcher code = CODE.matcher(page.locator("main").innerText());
        if (!code.find()) {
            throw new IllegalStateException("no code on " + page.url());
        }
        page.navigate("/door?sale=concert");
        page.locator("#staff-submit").click();
        page.locator("#sale option[value=concert]")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        page.locator("#sale").selectOption("concert");
        page.locator("#gate").fill("North 2");
        page.locator("#set-up-form button").click();
        page.locator("#stand [data-stand=list]").waitFor();
        page.locator("#code").fill(code.group());
        page.locator("#code").press("Enter");
        page.locator("#answer[data-result=ADMITTED]").waitFor();
    }

    private static void signIn(Page page) {
        page.locator("#user-name").fill("Kim");
        page.locator("#user-submit").click();
        page.locator("#who-name").waitFor();
    }

    private static Locator enabled(Page page, String button) {
        return page.locator(button + ":enabled");
    }
}
