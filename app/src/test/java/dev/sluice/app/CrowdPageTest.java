package dev.sluice.app;

import static dev.sluice.app.TestShop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A few people at their browsers beside two hundred who ask by HTTP, in one sale with fewer units than they want: some get one, the others wait. */
final class CrowdPageTest extends BrowsedShop {
    private static final int CROWD = 200;
    private static final int UNITS = 120;
    private static final int PLACES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 100;
    private static final Duration OPENING = Duration.ofSeconds(12);

    @Test
    void everyTabEndsWithWhatIsTrue() {
        List<WindowShopper> tabs = List.of(
                shopper("ann"),
                shopper("bob", new Browser.NewContextOptions().setViewportSize(390, 780)),
                shopper("cat", new Browser.NewContextOptions().setLocale("zh-CN")),
                shopper("dan", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK)));
        List<Visitor> people =
                IntStream.range(0, CROWD).mapToObj(i -> client.as("crowd-" + i)).toList();
        String sale = shop.sell(OPENING, rules(1, 600, PLACES), 38_000, UNITS);
        tabs.forEach(tab -> tab.visit(sale));
        CompletableFuture<List<Answer>> crowd =
                CompletableFuture.supplyAsync(() -> rush(sale, people), Thread::startVirtualThread);
        tabs.forEach(tab -> tab.seesEnabled("#buy"));
        tabs.forEach(tab -> tab.find("#buy").dblclick());

        List<Answer> answers = crowd.join();
        for (WindowShopper tab : tabs) {
            assertThat(Await.within(PATIENCE, () -> {
                        tab.page().waitForTimeout(PAUSE_MILLIS);
                        return tab.page().url().contains("/reservations/");
                    }))
                    .as(
                            "%s is at %s: %s",
                            tab.name(), tab.page().url(), tab.find("#main").innerText())
                    .isTrue();
            Await.until(tab.name() + " sees what is true", () -> shown(tab).equals(known(tab, sale)));
        }

        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 201, 202);
        assertThat(shop.tier(sale).held()).as("every unit found somebody").isEqualTo(UNITS);
        assertThat(shop.tier(sale).waiting()).as("and everybody else a place").isEqualTo(CROWD + tabs.size() - UNITS);
        long ofCrowd = answers.stream()
                .filter(answer -> answer.isSuccess() && answer.text("/status").equals("HELD"))
                .count();
        long ofTabs =
                tabs.stream().filter(tab -> known(tab, sale).equals("HELD")).count();
        assertThat(ofCrowd + ofTabs).isEqualTo(UNITS);
    }

    /** All at once, as soon as it is open by the shop's clock. */
    private static List<Answer> rush(String sale, List<Visitor> people) {
        Await.until("it opens", () -> buy(sale, people.getFirst()).status() != 425);
        return AtOnce.each(people, CROWD, person -> buy(sale, person));
    }

    private static Answer buy(String sale, Visitor person) {
        return person.with("Prefer", "wait=10").reserve(sale, "key", "{\"quantity\": 1}");
    }

    /** The status that the page shows; empty where it shows none of one's own. */
    private static String shown(WindowShopper tab) {
        return tab.find("#reservation").count() == 0
                ? ""
                : tab.find("#reservation").getAttribute("data-status");
    }

    private static String known(WindowShopper tab, String sale) {
        List<String> mine = client.as(tab.name())
                .get("/v1/me/reservations?sale=" + sale)
                .expect(200)
                .texts("/reservations", "/status");
        assertThat(mine).as(tab.name()).hasSizeLessThanOrEqualTo(1);
        return mine.isEmpty() ? "" : mine.getFirst();
    }
}
