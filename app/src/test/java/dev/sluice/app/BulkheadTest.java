package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked too much of one kind takes nothing from the other kinds. */
@Timeout(120)
final class BulkheadTest {
    /** As many as may be connected at once. */
    private static final int CROWD = 900;

    @Test
    void aCrowdWithFreshTokensIsServedToTheLast() {
        PublishedKeys.Key key = PublishedKeys.rsa();
        try (PublishedKeys provider = new PublishedKeys(List.of(key));
                RunningSluice sluice =
                        RunningSluice.start(RunningSluice.Options.USUAL.withJwks(provider.url(), true))) {
            TestSale.of("crowd").units(CROWD).create(sluice);
            List<String> tokens = Stream.iterate(0, i -> i + 1)
                    .limit(CROWD)
                    .parallel()
                    .map(i -> key.token("user-" + i, TestClock.START.plus(Duration.ofDays(1))))
                    .toList();

            List<CompletableFuture<Answer>> bought = tokens.stream()
                    .map(token -> sluice.visitor().withToken(token).buyLater("crowd", "k", 1))
                    .toList();

            assertThat(bought.stream().map(CompletableFuture::join))
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(201, 202));
            assertThat(provider.fetched()).isLessThanOrEqualTo(2);
        }
    }

    /** The tables that reports read are locked against them, so they all hang: whoever buys, pays and scrapes does not notice. */
    @Test
    void reportsThatHangHoldUpNobodyWhoBuysPaysLooksOrScrapes() throws SQLException {
        try (RunningSluice sluice = RunningSluice.start();
                Connection other = DriverManager.getConnection(sluice.databaseUrl(), "postgres", "");
                Statement statement = other.createStatement()) {
            TestSale.of("busy").units(100).create(sluice);
            String held = sluice.user("ann").buy("busy", "k", 1).id();
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE seat_taken IN ACCESS EXCLUSIVE MODE"); // audits read it, counted sales do not
            List<CompletableFuture<Answer>> audits = new ArrayList<>();
            List<CompletableFuture<Answer>> scrapes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                audits.add(sluice.merchant().getLater("/v1/admin/sales/busy/audit"));
                scrapes.add(sluice.visitor().getLater("/metrics"));
                scrapes.add(sluice.visitor().getLater("/health/ready"));
            }

            for (int i = 0; i < 36; i++) {
                Answer bought = sluice.user("user-" + i).buy("busy", "k", 1);
                assertThat(bought.status()).as(bought.body()).isEqualTo(201);
                assertThat(sluice.user("user-" + i).openPayment(bought.id()).status())
                        .isEqualTo(201);
            }
            sluice.user("ann").click(held, "pay");
            sluice.user("ann").awaitReservation(held, "CONFIRMED");
            assertThat(sluice.user("ann").get("/v1/me/tickets").list("/tickets"))
                    .hasSize(1);
            assertThat(sluice.visitor().get("/health/ready").status()).isEqualTo(200);
            assertThat(scrapes)
                    .allSatisfy(scrape -> assertThat(scrape.join().status()).isEqualTo(200));
            other.rollback();
            List<Answer> refused = audits.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() != 200)
                    .toList();
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
            assertThat(refused)
                    .anySatisfy(answer -> assertThat(answer.text("/detail")).isEqualTo("too many audits at once"));
        }
    }
}
