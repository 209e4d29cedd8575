package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.sale.ReservationIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who asks for what does not exist in sales that are over brings none of them back into memory. */
final class MadeUpIdsTest {
    private static final int SALES = 5;

    @Test
    void madeUpIdsLoadNothing() {
        RunningSluice first = RunningSluice.start();
        for (int i = 0; i < SALES; i++) {
            TestSale.of("over-" + i).units(3).create(first);
            first.merchant().post("/v1/admin/sales/over-" + i + "/close", "");
        }
        TestSale.of("open").units(3).create(first);
        try (RunningSluice sluice = first.startAgain()) {
            String claims = sluice.stored("SELECT sum(epoch) FROM writer WHERE sale <> "
                    + sluice.sales.find("open").number());
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < SALES; i++) {
                UUID made = madeUp(sluice, "over-" + i);
                answers.addAll(ask(sluice, made));
                assertThat(sluice.user("eve").buy("over-" + i, "k", 1).reason()).isEqualTo("CLOSED");
            }
            answers.addAll(ask(sluice, madeUp(sluice, "open")));
            answers.addAll(ask(sluice, new UUID((1L << 55) | 0x8000L, Long.MIN_VALUE))); // of a sale that is not there
            answers.addAll(ask(sluice, UUID.randomUUID()));

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(404));
            for (int i = 0; i < SALES; i++) {
                assertThat(sluice.sales.find("over-" + i).state()).isEqualTo(LiveSale.State.IDLE);
            }
            assertThat(sluice.stored("SELECT sum(epoch) FROM writer WHERE sale <> "
                            + sluice.sales.find("open").number()))
                    .as("claims")
                    .isEqualTo(claims);
        }
    }

    private static List<Answer> ask(RunningSluice sluice, UUID id) {
        return List.of(
                sluice.user("eve").get("/v1/reservations/" + id),
                sluice.user("eve").delete("/v1/reservations/" + id),
                sluice.user("eve").openPayment(id.toString()),
                sluice.user("eve").get("/v1/payments/" + id),
                sluice.merchant().post("/v1/admin/reservations/" + id + "/refund", ""));
    }

    private static UUID madeUp(RunningSluice sluice, String sale) {
        return new ReservationIds()
                .reservation(sluice.sales.find(sale).number(), sluice.buyer(sale, "eve"), "never-sent");
    }
}
