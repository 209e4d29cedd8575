package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.ledger.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts and stops it. */
final class DemoLifeTest {
    private static final int SIGNALLED = 128;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    @TempDir
    Path folder;

    @Test
    void interruptStopsEverythingAndTheNextStartFindsItAsItWas() throws IOException {
        Path data = folder.resolve("data");
        SaleSpec concert = SaleSpec.holding("kept", 10, 2, 3_600);
        Wish wish = new Journal().wish(concert, "ann", "key", 2);
        Map<String, Object> held;
        int shown;
        try (ProductProcess demo = ProductProcess.demo(data)) {
            try (ShopClient shop = demo.awaitReady()) {
                new Merchant(shop).create(concert);
                Answer answer = wish.reserve(shop, 10);
                assertThat(answer.status()).isEqualTo(201);
                wish.learn(answer);
                held = answer.json();
                Answer sales = shop.anybody().get("/v1/sales");
                assertThat(sales.body()).contains("phone-100");
                shown = sales.list("/sales").size();
            }
            stop(demo);
        }
        try (ProductProcess demo = ProductProcess.demo(data);
                ShopClient shop = demo.awaitReady()) {
            assertThat(wish.look(shop).json()).isEqualTo(held);
            assertThat(new Merchant(shop).rows(concert).violations()).isEmpty();
            assertThat(shop.anybody().get("/v1/sales").list("/sales")).hasSize(shown);
            refuseASecond(data, demo);
        }
    }

    @Test
    void serverWithUnsafeSettingsDoesNotStart() {
        List<String> unsafe = List.of("serve", "--set", "http.host=0.0.0.0", "--set", "payment.sandbox.enabled=true");
        try (ProductProcess server = ProductProcess.start(folder.resolve("none"), unsafe)) {
            assertThat(server.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(server.output())
                    .contains("ledger.url", "signing.key", "http.behind-tls-proxy", "payment.sandbox.acknowledged");
        }
    }

    @Test
    void serverSaysWhereItTakesRequestsAndStopsInOrder() throws IOException {
        DatabaseConfig database = TestDatabases.create();
        Path key = Files.writeString(folder.resolve("signing-key"), "another secret that is known to tests alone");
        List<String> settings =
                List.of("ledger.url=" + database.url(), "ledger.user=" + database.user(), "signing.key-file=" + key);
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        try (ProductProcess server = ProductProcess.start(folder.resolve("none"), arguments)) {
            Pattern address = Pattern.compile("takes requests on (http://127\\.0\\.0\\.1:[1-9]\\d*)\"");
            Await.until(
                    "it says where",
                    () -> address.matcher(server.output()).find()
                            || !server.handle().isAlive());
            assertThat(server.output()).containsPattern(address);
            server.signal("TERM");

            assertThat(server.exitCode()).as(server.output()).isEqualTo(SIGNALLED + TERMINATE);
            assertThat(server.output()).doesNotContain("ERROR", "did not close cleanly", "Exception");
        }
    }

    /** By Ctrl-C's signal, or, where this test's own process is deaf to it and children inherit that, by the other one. */
    private static void stop(ProductProcess demo) throws IOException {
        List<ProcessHandle> all = demo.handle().descendants().toList();
        ProcessHandle postmaster = demo.postmaster().orElseThrow();
        boolean deaf = Signals.ignoresInterrupt(demo.handle());
        demo.signal(deaf ? "TERM" : "INT");

        assertThat(demo.exitCode()).as(demo.output()).isEqualTo(SIGNALLED + (deaf ? TERMINATE : INTERRUPT));
        assertThat(demo.postmaster()).isEmpty();
        Await.until("its database is gone", () -> !postmaster.isAlive());
        Await.until("no process is left", () -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(demo.output()).doesNotContain("ERROR", "did not close cleanly", "Exception");
    }

    private static void refuseASecond(Path data, ProductProcess first) {
        try (ProductProcess second =
                ProductProcess.start(data, List.of("demo", "--data", data.toString(), "--port", "0"))) {
            assertThat(second.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(second.output())
                    .contains("is in use by process " + first.handle().pid(), "--data");
            assertThat(second.output()).doesNotContain("\tat ");
        }
        assertThat(first.handle().isAlive()).isTrue();
    }
}
