package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.ledger.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers as operators run them, on one ledger: one sells, the other stands by and takes over. */
final class TakeoverTest {
    private static final SaleSpec SALE = SaleSpec.holding("takeover", 2, 1, 3_600);

    @TempDir
    Path folder;

    private final DatabaseConfig database = TestDatabases.create();

    @Test
    void whoStandsByTakesOverWhatAKilledServerOwned() throws IOException {
        try (ProductProcess first = serve();
                ShopClient atFirst = first.awaitListening()) {
            Await.until("the first is ready", atFirst::isReady);
            new Merchant(atFirst).create(SALE);
            try (ProductProcess second = serve();
                    ShopClient atSecond = second.awaitListening()) {
                Answer bought = atFirst.as("ann").buy(SALE.id(), "key", 1).expect(201);
                assertThat(atFirst.as("bob").buy(SALE.id(), "key", 1).status()).isEqualTo(201);
                Await.until(
                        "the second stands by",
                        () -> atSecond.anybody()
                                .get("/health/ready")
                                .body()
                                .contains("all sales are another process's"));
                assertThat(atFirst.as("operator", "merchant")
                                .get("/v1/admin/nodes")
                                .texts("/nodes", "/roles"))
                        .as("without Redis neither gets sales of the other, whose buyers it could not hear")
                        .containsExactly("[]", "[]");
                assertThat(atFirst.as("cat").buy(SALE.id(), "key", 1).reason()).isEqualTo("SOLD_OUT");
                assertThat(atSecond.as("cat").buy(SALE.id(), "key", 1).isBusy())
                        .as("no refusal for good by whoever may know less")
                        .isTrue();

                first.kill();

                Await.until("the second is ready", atSecond::isReady);
                assertThat(atSecond.as("ann")
                                .buy(SALE.id(), "key", 1)
                                .expect(200)
                                .id())
                        .isEqualTo(bought.id());
                assertThat(atSecond.as("cat").buy(SALE.id(), "key", 1).reason()).isEqualTo("SOLD_OUT");
                assertThat(new Merchant(atSecond).balances(SALE.id())).isTrue();
            }
        }
    }

    private ProductProcess serve() throws IOException {
        Path key = Files.writeString(folder.resolve("signing-key"), "another secret that is known to tests alone");
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        for (String setting :
                List.of("ledger.url=" + database.url(), "ledger.user=" + database.user(), "signing.key-file=" + key)) {
            arguments.addAll(List.of("--set", setting));
        }
        return ProductProcess.start(folder.resolve("none"), arguments);
    }
}
