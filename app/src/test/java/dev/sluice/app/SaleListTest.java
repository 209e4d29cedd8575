package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The list of all sales, page by page. */
final class SaleListTest extends SharedSluice {
    private static final String LAST = "/v1/sales?limit=1";

    @Test
    void pagesHaveEverySaleOnceAndNewestFirst() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.addFirst(TestSale.of("listed-" + i).create(sluice).id());
        }

        List<String> listed = new ArrayList<>();
        String path = "/v1/sales?limit=2";
        for (String cursor = ""; cursor != null; ) {
            Answer page = sluice.visitor().get(path + "&cursor=" + cursor);
            listed.addAll(page.texts("/sales", "/id"));
            cursor = page.text("/nextCursor");
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(created);
    }

    @Test
    void aSaleIsListedAsItIsShownAndAsItIsNow() {
        TestSale.of("shown").units(3).create(sluice);
        assertThat(first()).isEqualTo(shown());

        sluice.user("ann").buy("shown", "k", 2);

        assertThat(first()).isEqualTo(shown());
        assertThat(sluice.visitor().get(LAST).number("/sales/0/tiers/0/available"))
                .isEqualTo(1);
    }

    /** A list leaves out what makes a description long. */
    private static Object shown() {
        Map<String, Object> shown = new TreeMap<>(
                JsonTree.cast((Map<?, ?>) sluice.visitor().get(SALES + "shown").json()));
        assertThat(shown.remove("descriptionHtml")).isEqualTo("");
        return shown;
    }

    private static Object first() {
        return sluice.visitor().get(LAST).at("/sales/0");
    }
}
