package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.sale.SaleStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The opening and the deadlines, to the millisecond of the server's clock. */
final class OpeningTest {
    private static final Instant OPENS = TestClock.START.plusSeconds(3600);

    private RunningSluice sluice;

    @BeforeEach
    void start() {
        sluice = RunningSluice.start();
    }

    @AfterEach
    void stop() {
        sluice.close();
    }

    @Test
    void aMillisecondEarlyIsRefusedByTheGatewayAlone() {
        TestSale.of("opens").opensAt(OPENS).create(sluice);
        sluice.setTime(OPENS.minusMillis(1));

        Answer early = sluice.user("ann").buy("opens", "k", 1);

        assertThat(early.status()).isEqualTo(425);
        assertThat(early.reason()).isEqualTo("NOT_OPEN");
        assertThat(early.text("/opensAt")).isEqualTo("2026-12-01T01:00:00Z");
        sluice.setTime(OPENS);
        assertThat(sluice.user("ann").buy("opens", "k", 1).status()).isEqualTo(201);
    }

    /** A receipt goes past the gateway's memory: the writer itself decides. */
    @Test
    void aMillisecondEarlyIsRefusedByTheWriterToo() {
        Visitor ann = sluice.user("ann");
        TestSale.of("fresh").opensAt(OPENS).create(sluice);
        sluice.setTime(OPENS.minusMillis(1));
        Answer early = ann.get(ReceiptPath.of(sluice, "fresh", "ann", "k"));
        assertThat(early.text("/status")).isEqualTo("REJECTED");
        assertThat(early.reason()).isEqualTo("NOT_OPEN");
        sluice.setTime(OPENS);
        assertThat(ann.get(ReceiptPath.of(sluice, "fresh", "ann", "k")).text("/status"))
                .as("a look makes no hold of what was told to be refused")
                .isEqualTo("REJECTED");
        assertThat(ann.buy("fresh", "k", 1).status()).isEqualTo(201);
        assertThat(ann.get(ReceiptPath.of(sluice, "fresh", "ann", "k")).text("/status"))
                .isEqualTo("HELD");
    }

    @Test
    void aSaleClosesAtItsTime() {
        TestSale.of("closes").with("closesAt", "\"" + OPENS + "\"").units(5).create(sluice);
        sluice.setTime(OPENS.minusMillis(1));
        assertThat(sluice.user("ann").buy("closes", "k", 1).status()).isEqualTo(201);

        sluice.setTime(OPENS);

        assertThat(sluice.user("ben").buy("closes", "k", 1).reason()).isEqualTo("CLOSED");
        assertThat(sluice.visitor().get("/v1/sales/closes").text("/status")).isEqualTo(SaleStatus.CLOSED.name());
    }

    @Test
    void aHoldEndsAtItsDeadlineAndItsUnitIsSoldAgain() {
        TestSale.of("holds").create(sluice);
        Visitor ann = sluice.user("ann");
        String id = ann.buy("holds", "k", 1).id();
        sluice.advance(Duration.ofSeconds(900).minusMillis(1));
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");

        sluice.advance(Duration.ofMillis(1));

        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("EXPIRED");
        assertThat(ann.openPayment(id).reason()).isEqualTo("HOLD_EXPIRED");
        assertThat(sluice.user("ben").buy("holds", "k", 1).status()).isEqualTo(201);
    }

    @Test
    void anOfferThatIsNotTakenMovesOn() {
        TestSale.of("offers").waitlist(5).create(sluice);
        String ann = sluice.user("ann").buy("offers", "k", 1).id();
        String ben = sluice.user("ben").buy("offers", "k", 1).id();
        String cat = sluice.user("cat").buy("offers", "k", 1).id();

        sluice.advance(Duration.ofSeconds(900));
        Answer offered = sluice.user("ben").get("/v1/reservations/" + ben);
        assertThat(offered.text("/status")).isEqualTo("HELD");
        assertThat(offered.text("/expiresAt"))
                .isEqualTo(sluice.clock.instant().plusSeconds(900).toString());
        sluice.advance(Duration.ofSeconds(900));

        assertThat(sluice.user("ann").get("/v1/reservations/" + ann).text("/status"))
                .isEqualTo("EXPIRED");
        assertThat(sluice.user("ben").get("/v1/reservations/" + ben).text("/status"))
                .isEqualTo("EXPIRED");
        assertThat(sluice.user("cat").get("/v1/reservations/" + cat).text("/status"))
                .isEqualTo("HELD");
    }

    @Test
    void theTimeIsTheServersAndNotToBeKept() {
        Answer time = sluice.visitor().get("/v1/time");

        assertThat(time.number("/epochMillis")).isEqualTo(TestClock.START.toEpochMilli());
        assertThat(time.header("Cache-Control")).isEqualTo("no-store");
    }
}
