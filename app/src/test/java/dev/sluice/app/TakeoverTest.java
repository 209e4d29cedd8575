package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
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
        try (ProductProcess first = serve("a secret that is known to tests alone, as others are");
                ShopClient atFirst = first.awaitListening()) {
            Await.until("the first is ready", atFirst::isReady);
            assertThat(Listening.addresses(first.handle()))
                    .isNotEmpty()
                    .as("nobody on another machine reaches it")
                    .allMatch(Listening::isThisMachine);
            new Merchant(atFirst).create(SALE);
            try (ProductProcess second = serve("another secret that is known to tests alone");
                    ShopClient atSecond = second.awaitListening()) {
                Answer bought = patient(atFirst, "ann").buy(SALE.id(), "key", 1).expect(201);
                assertThat(patient(atFirst, "bob").buy(SALE.id(), "key", 1).status())
                        .isEqualTo(201);
                Await.until(
                        "the second stands by",
                        () -> atSecond.anybody()
                                .get("/health/ready")
                                .body()
                                .contains("all sales are another process's"));
                Await.until(
                        "the first knows of it",
                        () -> warnings(atFirst).contains("signing.key is not the same everywhere")
                                && warnings(atFirst).equals(warnings(atSecond)));
                assertThat(atFirst.as("operator", "operator")
                                .get("/v1/admin/nodes")
                                .texts("/nodes", "/roles"))
                        .as("without Redis neither gets sales of the other, whose buyers it could not hear")
                        .containsExactly("[]", "[]");
                assertThat(warnings(atFirst))
                        .as("receipts of one are refused by the other")
                        .doesNotContain("auth.");
                Await.until(
                        "its readiness says so, too",
                        () -> atFirst.anybody().get("/health/ready").body().contains("signing.key is not the same"));
                assertThat(atFirst.as("cat").buy(SALE.id(), "key", 1).reason()).isEqualTo("SOLD_OUT");
                assertThat(atSecond.as("cat").buy(SALE.id(), "key", 1).isBusy())
                        .as("no refusal for good by whoever may know less")
                        .isTrue();

                first.kill();

                Await.until("the second is ready", atSecond::isReady);
                assertThat(patient(atSecond, "ann")
                                .buy(SALE.id(), "key", 1)
                                .expect(200)
                                .id())
                        .isEqualTo(bought.id());
                assertThat(atSecond.as("cat").buy(SALE.id(), "key", 1).reason()).isEqualTo("SOLD_OUT");
                assertThat(new Merchant(atSecond).balances(SALE.id())).isTrue();
                Await.until(
                        "nobody disagrees any more", () -> warnings(atSecond).equals("[]"));
            }
        }
    }

    /** Who does not hear that it is queued, however busy the machine is. */
    private static Visitor patient(ShopClient at, String user) {
        return at.as(user).with("Prefer", "wait=10");
    }

    /** What is said of processes that do not get on with one another. */
    private static String warnings(ShopClient at) {
        return at.as("operator", "operator")
                .get("/v1/admin/nodes")
                .json()
                .get("warnings")
                .toString();
    }

    private ProductProcess serve(String signingKey) throws IOException {
        Path key = Files.writeString(Files.createTempFile(folder, "signing", "key"), signingKey);
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        for (String setting : List.of(
                "ledger.url=" + database.url(),
                "ledger.user=" + database.user(),
                "signing.key-file=" + key,
                "engine.lease-seconds=60")) { // who is busy is not taken for gone
            arguments.addAll(List.of("--set", setting));
        }
        return ProductProcess.start(folder.resolve("none"), arguments);
    }
}
