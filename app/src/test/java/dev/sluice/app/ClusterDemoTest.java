package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo of several processes, as a person starts it, kills parts of it, and stops it. */
@Timeout(300)
final class ClusterDemoTest {
    private static final String UP = "Ctrl-C stops everything";
    private static final Pattern PROCESS =
            Pattern.compile("(?m)^ +(\\d+) +\\d* +((?:ticket|gateway|redis)-\\d|postgres)");
    private static final int SALES = 4;
    private static final int NODES = 4;
    private static final int ALL = 11;

    @TempDir
    Path folder;

    @Test
    void salesGoOnWhenATicketServiceIsKilledAndNothingIsLeftBehind() {
        Journal journal = new Journal();
        List<SaleSpec> sales = IntStream.range(0, SALES)
                .mapToObj(i -> SaleSpec.holding("among-others-" + i, 10, 2, 3_600))
                .toList();
        Path data = folder.resolve("data");
        try (ProductProcess demo =
                ProductProcess.start(data, List.of("demo", "--cluster", "--data", data.toString(), "--port", "0"))) {
            try (ShopClient shop = demo.awaitPrinted(UP)) {
                Map<String, ProcessHandle> all = processes(demo);
                assertThat(all).hasSize(ALL);
                all.forEach((name, process) -> assertThat(Listening.addresses(process))
                        .as(name)
                        .isNotEmpty()
                        .allMatch(Listening::isThisMachine));
                sales.forEach(sale -> new Merchant(shop).create(sale));
                sales.forEach(sale -> buy(shop, journal.wish(sale, "ann", "key", 2)));
                assertThat(nodes(shop)).containsEntry("redis", "UP").containsEntry("unowned", 0);

                all.get("ticket-1").destroyForcibly();

                sales.forEach(sale -> buy(shop, journal.wish(sale, "bob", "key", 2)));
                Await.until("its end is told", () -> demo.output().contains("ticket-1 (process "));
                for (SaleSpec sale : sales) {
                    assertThat(new Merchant(shop).rows(sale).violations()).isEmpty();
                }
                demo.kill();
                Await.until("no process is left", () -> all.values().stream().noneMatch(ProcessHandle::isAlive));
            }
        }
    }

    /** Those that it printed, by name. */
    private static Map<String, ProcessHandle> processes(ProductProcess demo) {
        return PROCESS.matcher(demo.output())
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(2),
                        found ->
                                ProcessHandle.of(Long.parseLong(found.group(1))).orElseThrow()));
    }

    /** As a person would: again, under the same key, until there is an answer. */
    private static void buy(ShopClient shop, Wish wish) {
        Await.until("it is bought", () -> {
            Answer answer = wish.reserve(shop, 10);
            return answer.status() == 201 || answer.status() == 200;
        });
    }

    private static Map<String, Object> nodes(ShopClient shop) {
        Visitor operator = shop.as("operator", "operator");
        Await.until(
                "all nodes are there",
                () -> operator.get("/v1/admin/nodes").list("/nodes").size() == NODES
                        && operator.get("/v1/admin/nodes").number("/unowned") == 0);
        return operator.get("/v1/admin/nodes").json();
    }
}
