package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Await;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Fairness;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries for a draw that nobody decides. */
final class EntryRouteTest {
    private static final String ENTRIES = "/v1/sales/sale/entries";
    private static final Order LOTTERY =
            new Order.Lottery(0, 1, 60, new Fairness(List.of("ab".repeat(32)), null, true));

    private final FakeBlocklist list = new FakeBlocklist();
    private final TestGateway gateway = new TestGateway(GuardConfig.OFF, list);
    private FakeSale sale;

    @BeforeEach
    void show() {
        SaleTerms terms = FakeSale.TERMS.with(LOTTERY).with(new Guards(false, null, null, null, null, true));
        sale = gateway.sale.shows(new SaleView(
                new SaleState(FakeSale.NUMBER, terms, false, false, FakeSale.VERSION).ownedBy(FakeSale.OWNER),
                SaleStatus.SCHEDULED,
                List.of(FakeSale.SOME_LEFT),
                Availability.UNKNOWN,
                false));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** To send it again is the same request, so nothing has to be remembered of it. */
    @Test
    void whatIsNotDecidedInTimeIsTakenIn() {
        CompletableFuture<TestGateway.Answer> entered = gateway.sendLater(enter("ann"));
        Command asked = sale.next().command();
        CompletableFuture<TestGateway.Answer> changed = gateway.sendLater(change("ann"));
        Command.Enter other = (Command.Enter) sale.next().command();

        for (TestGateway.Answer answer : List.of(entered.join(), changed.join())) {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().getString("status")).isEqualTo("QUEUED");
            assertThat(answer.json().getString("id")).isEqualTo(asked.id().toString());
            assertThat(answer.header("Location")).isEqualTo(ENTRIES + "/mine");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
        gateway.sendLater(enter("ann"));
        assertThat(sale.next().command()).isEqualTo(asked);
        gateway.sendLater(change("ann"));
        assertThat(sale.next().command()).isEqualTo(other);
        assertThat(other.replaces()).isTrue();
    }

    @Test
    void whoIsInTheSlowLaneHearsTheSameAndNobodyHearsOfIt() {
        list.add("eve", null, false);
        Await.until("known", () -> gateway.knownBlocks() == 1);
        for (HttpRequest.Builder request : List.of(enter("eve"), change("eve"))) {
            TestGateway.Answer answer = gateway.send(request);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().getString("status")).isEqualTo("QUEUED");
            assertThat(answer.header("Location")).isEqualTo(ENTRIES + "/mine");
        }
        assertThat(sale.wasAsked()).isFalse();
    }

    private HttpRequest.Builder enter(String user) {
        return gateway.request(user, "POST", ENTRIES, "{\"quantity\": 1}").header("Idempotency-Key", "k");
    }

    private HttpRequest.Builder change(String user) {
        return gateway.request(user, "PUT", ENTRIES + "/mine", "{\"quantity\": 1}");
    }
}
