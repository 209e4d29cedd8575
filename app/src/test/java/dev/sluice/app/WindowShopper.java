package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sluice.browser.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody with a browser window of their own. */
final class WindowShopper implements AutoCloseable {
    /** Of the console: what a script did wrong, or a header asks for that the browser does not know. */
    private static final Set<String> COMPLAINTS = Set.of("error", "warning");

    private static final Pattern RESERVATION_PAGE = Pattern.compile(".*/reservations/[0-9a-f-]{36}.*");
    private static final Pattern SANDBOX_PAGE = Pattern.compile(".*/sandbox/payments/[0-9a-f-]{36}");

    private final String name;
    private final String shop;
    private final BrowserContext window;
    private final Page page;
    private final List<String> scriptErrors = new ArrayList<>();

    WindowShopper(String name, Chromium chromium, String shop) {
        this(name, chromium, shop, new Browser.NewContextOptions());
    }

    /** @param options of the window: its size, language, colours */
    WindowShopper(String name, Chromium chromium, String shop, Browser.NewContextOptions options) {
        this.name = name;
        this.shop = shop;
        this.window = chromium.browser().newContext(options);
        this.window.setDefaultTimeout(TestBrowser.PATIENCE.toMillis());
        this.page = window.newPage();
        this.page.onPageError(scriptErrors::add);
        this.page.onConsoleMessage(message -> {
            boolean isOfAnAnswer = message.text().startsWith("Failed to load resource");
            boolean isOfATestThatLooks = message.text().startsWith("Canvas2D: Multiple readback");
            if (COMPLAINTS.contains(message.type()) && !isOfAnAnswer && !isOfATestThatLooks) {
                scriptErrors.add(message.text());
            }
        });
    }

    String name() {
        return name;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Opens a sale's page and says who they are. */
    WindowShopper visit(String sale) {
        return open("/sales/" + sale).signIn();
    }

    /** Opens a page of the console, and signs in as one of those who run sales. */
    WindowShopper worksAs(String role, String path) {
        open(path);
        find("#field-staff-name").fill(name);
        find("#field-staff-role").selectOption(role);
        find("#staff-submit").click();
        assertThat(find("#who-name")).hasText(name);
        return this;
    }

    /** Says yes to what is asked first. */
    void confirms() {
        assertThat(find("dialog")).isVisible();
        Axe.findsNothing(page, "asked first");
        find("#ask-yes").click();
        assertThat(find("dialog")).hasCount(0);
    }

    /** Opens a part of a page that is folded. */
    void unfolds(String id) {
        find("#" + id + " > summary").click();
        assertThat(find("#" + id)).hasAttribute("open", "");
    }

    WindowShopper open(String path) {
        page.navigate(shop + path);
        return this;
    }

    WindowShopper onAPhone() {
        page.setViewportSize(390, 780);
        return this;
    }

    /** Whether nothing has to be scrolled sideways. */
    boolean fitsTheScreen() {
        return Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    WindowShopper signIn() {
        find("#user-name").fill(name);
        find("#user-submit").click();
        assertThat(find("#who-name")).hasText(name);
        return this;
    }

    /** Clicks; returns on the reservation's page. */
    WindowShopper buy() {
        seesEnabled("#buy");
        find("#buy").click();
        page.waitForURL(RESERVATION_PAGE);
        return this;
    }

    /** Returns on the provider's page. */
    WindowShopper beginPayment() {
        find("#pay").click();
        page.waitForURL(SANDBOX_PAGE);
        return this;
    }

    WindowShopper answerPayment(String button) {
        find(button).click();
        page.waitForURL(RESERVATION_PAGE);
        return this;
    }

    int reservations() {
        page.navigate(shop + "/me");
        assertThat(find(".reservation").first()).isVisible();
        return find(".reservation").count();
    }

    void sees(String selector, String text) {
        assertThat(find(selector)).containsText(text);
    }

    void seesStatus(String status) {
        assertThat(find("#status, #reservation")).hasAttribute("data-status", status);
    }

    /** As the page shows it first. */
    String status() {
        assertThat(find("#status, #reservation")).hasAttribute("data-status", Pattern.compile("[A-Z].*"));
        return find("#status, #reservation").getAttribute("data-status");
    }

    void seesEnabled(String selector) {
        assertThat(find(selector)).isEnabled();
    }

    /** Looks elsewhere: as far as the page can tell, its tab is not the one that is shown. */
    void looksElsewhere(boolean elsewhere) {
        page.evaluate("""
                (hidden) => {
                  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
                  Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""", elsewhere);
    }

    /** Comes back to a page that was open all the time: it asks anew, also what time it is. */
    void looksAgain() {
        looksElsewhere(false);
    }

    void loses(boolean connection) {
        window.setOffline(connection);
    }

    /** What happens from here on must happen without a reload. */
    void marksPage() {
        page.evaluate("window.isMarked = true");
    }

    boolean isOnMarkedPage() {
        return Boolean.TRUE.equals(page.evaluate("window.isMarked === true"));
    }

    /** Closes the window. */
    @Override
    public void close() {
        window.close();
        assertThat(scriptErrors).isEmpty();
    }
}
