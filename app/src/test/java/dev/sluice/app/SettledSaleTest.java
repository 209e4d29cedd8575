package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.engine.writer.LiveSale;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever looks at what they had in a sale that is over is answered from the ledger by key: no writer starts, no book is loaded. */
final class SettledSaleTest {
    private static final String RESERVATIONS = "/v1/reservations/";

    private static RunningSluice sluice;
    private static String paid;
    private static String payment;
    private static String cancelled;
    private static String expired;
    private static String refunded;

    @BeforeAll
    static void sellAndCloseAndStartAgain() {
        sluice = RunningSluice.start();
        TestSale.of("over").units(4).create(sluice);
        paid = buy("ann");
        payment = sluice.user("ann").click(paid, "pay");
        sluice.user("ann").awaitReservation(paid, "CONFIRMED");
        cancelled = buy("ben");
        sluice.user("ben").delete(RESERVATIONS + cancelled);
        refunded = buy("cat");
        String returned = sluice.user("cat").click(refunded, "pay");
        sluice.user("cat").awaitReservation(refunded, "CONFIRMED");
        sluice.merchant().post("/v1/admin/reservations/" + refunded + "/refund", "");
        sluice.user("cat").awaitPayment(returned, "REFUNDED");
        expired = buy("dan");
        sluice.advance(Duration.ofHours(1));
        assertThat(sluice.merchant().post("/v1/admin/sales/over/close", "").status())
                .isEqualTo(200);
        sluice = sluice.startAgain();
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    @Test
    void itIsOver() {
        assertThat(sluice.visitor().get("/v1/sales/over").text("/status")).isEqualTo("CLOSED");
        assertNobodyLoaded();
    }

    /** No list of the shop has it, when somebody looks for something. */
    @Test
    void itsMerchantFindsIt() {
        for (String query : new String[] {"status=CLOSED", "q=over", "q=over&kind=counted&status=CLOSED"}) {
            assertThat(sluice.merchant().get("/v1/admin/sales?" + query).texts("/sales", "/id"))
                    .as(query)
                    .containsExactly("over");
        }
        assertThat(sluice.merchant().get("/v1/admin/sales?status=OPEN").list("/sales"))
                .isEmpty();
        assertNobodyLoaded();
    }

    @Test
    void whatBecameOfAReservationIsShown() {
        assertThat(look("ann", paid)).isEqualTo("CONFIRMED");
        assertThat(look("ben", cancelled)).isEqualTo("CANCELLED");
        assertThat(look("cat", refunded)).isEqualTo("REFUNDED");
        assertThat(look("dan", expired)).isEqualTo("EXPIRED");
        assertThat(sluice.user("ann").get(RESERVATIONS + cancelled).status()).isEqualTo(404);
        assertNobodyLoaded();
    }

    @Test
    void aPaymentIsShown() {
        assertThat(sluice.user("ann").get("/v1/payments/" + payment).text("/status"))
                .isEqualTo("PAID");
        assertThat(sluice.user("ben").get("/v1/payments/" + payment).status()).isEqualTo(404);
        assertNobodyLoaded();
    }

    @Test
    void aReceiptOfWhatWasNeverDecidedIsRefused() {
        assertThat(sluice.user("eve")
                        .get(ReceiptPath.of(sluice, "over", "eve", "never-sent"))
                        .text("/status"))
                .isEqualTo("REJECTED");
        assertNobodyLoaded();
    }

    @Test
    void whatIsMineIsListed() {
        Answer mine = sluice.user("ann").get("/v1/me/reservations");
        assertThat(mine.text("/reservations/0/id")).isEqualTo(paid);
        assertThat(mine.text("/reservations/0/status")).isEqualTo("CONFIRMED");
        assertThat(sluice.user("ann").get("/v1/me/tickets").list("/tickets")).hasSize(1);
        assertThat(sluice.user("dan").get("/v1/me/reservations").text("/reservations/0/status"))
                .isEqualTo("EXPIRED");
        assertNobodyLoaded();
    }

    @Test
    void aPurchaseIsRefused() {
        assertThat(sluice.user("eve").buy("over", "k", 1).reason()).isEqualTo("CLOSED");
        assertNobodyLoaded();
    }

    private static String buy(String user) {
        return sluice.user(user).buy("over", "k", 1).id();
    }

    private static String look(String user, String reservation) {
        return sluice.user(user).get(RESERVATIONS + reservation).text("/status");
    }

    private static void assertNobodyLoaded() {
        assertThat(sluice.sales.unsettled()).isEmpty();
        assertThat(sluice.sales.find("over").state()).isEqualTo(LiveSale.State.IDLE);
        assertThat(sluice.stored("SELECT epoch FROM writer"))
                .as("claims so far")
                .isEqualTo("1");
    }
}
