package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.merchant.SampleTerms;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MerchantRouteTest {
    private static final String SALE = "/v1/admin/sales/sale";
    private static final String MERCHANT = "merchant";

    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;

    @AfterEach
    void close() {
        gateway.close();
    }

    private void administers() {
        sale.decides(
                command -> new Outcome.Administered(command.id(), sale.view().sale()));
    }

    @Test
    void whoIsNoMerchantIsSentAway() {
        assertThat(gateway.get("ann", SALE).status()).isEqualTo(403);
        assertThat(gateway.get(null, SALE).status()).isEqualTo(401);
        assertThat(gateway.post("ann", SALE + "/pause", "").status()).isEqualTo(403);
        assertThat(gateway.post("ann", "/v1/admin/sales", SampleTerms.json(1).encode())
                        .status())
                .isEqualTo(403);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void onlyMerchantsSeeWhatIsHeldAndSold() {
        Answer merchants = gateway.get(MERCHANT, SALE);
        assertThat(merchants.header("ETag")).isEqualTo("\"v3\"");
        assertThat(merchants.json().getInteger("version")).isEqualTo(FakeSale.VERSION);
        assertThat(merchants.json().getJsonArray("tiers").getJsonObject(0).getInteger("sold"))
                .isEqualTo(2);
        Answer everybodys = gateway.get(null, "/v1/sales/sale");
        assertThat(everybodys.json().containsKey("version")).isFalse();
        assertThat(everybodys.json().getJsonArray("tiers").getJsonObject(0).fieldNames())
                .contains("capacity", "available")
                .doesNotContain("held", "sold", "withheld");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "close"})
    void aSaleIsAdministeredByCommands(String action) {
        administers();
        Answer answer = gateway.send(gateway.request(MERCHANT, "POST", SALE + "/" + action, null));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"v3\"");
        assertThat(sale.next().command().getClass().getSimpleName()).isEqualToIgnoringCase(action);
    }

    @Test
    void aChangeSaysWhichVersionItIsOf() {
        administers();
        assertThat(gateway.send(change(null)).status()).isEqualTo(428);
        assertThat(sale.wasAsked()).isFalse();
        assertThat(gateway.send(change("\"v2\"")).status()).isEqualTo(200);
        assertThat(expectedVersion()).isEqualTo(2);
        assertThat(gateway.send(change("*")).status()).isEqualTo(200);
        assertThat(expectedVersion()).isEqualTo(FakeSale.VERSION);
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.VERSION_CONFLICT));
        assertThat(gateway.send(change("\"another\"")).status()).isEqualTo(412);
        assertThat(expectedVersion()).isEqualTo(-1);
    }

    private HttpRequest.Builder change(String match) {
        HttpRequest.Builder request = gateway.request(MERCHANT, "PATCH", SALE, "{\"title\": \"Another\"}");
        return match == null ? request : request.header("If-Match", match);
    }

    private long expectedVersion() {
        Command.Amend amend = (Command.Amend) sale.next().command();
        assertThat(amend.terms().title()).isEqualTo("Another");
        return amend.expectedVersion();
    }

    @Test
    void capacityIsOfATierThatThereIs() {
        administers();
        assertThat(gateway.post(MERCHANT, SALE + "/tiers/t0/capacity", "{\"capacity\": 9}")
                        .status())
                .isEqualTo(200);
        assertThat(sale.next().command())
                .isInstanceOfSatisfying(
                        Command.ChangeCapacity.class,
                        change -> assertThat(change.capacity()).isEqualTo(9));
        assertThat(gateway.post(MERCHANT, SALE + "/tiers/none/capacity", "{\"capacity\": 9}")
                        .status())
                .isEqualTo(404);
        assertThat(gateway.post(MERCHANT, SALE + "/tiers/t0/capacity", "{\"capacity\": -1}")
                        .status())
                .isEqualTo(400);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void aRefundIsDecidedByTheSale() {
        UUID id = gateway.reservation("ann", "k");
        sale.decides(_ -> new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.REFUNDED), false));
        Answer answer =
                gateway.send(gateway.request(MERCHANT, "POST", "/v1/admin/reservations/" + id + "/refund", null));
        assertThat(answer.json().getString("status")).isEqualTo("REFUNDED");
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id));
    }

    @Test
    void aSaleIsCreatedOnceOrNotAtAll() {
        String terms = SampleTerms.json(1).encode();
        gateway.ledger.creation = _ -> sale;
        Answer made = gateway.post(MERCHANT, "/v1/admin/sales", terms);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(SALE);
        gateway.ledger.creation = _ -> {
            throw new SaleExistsException("sale");
        };
        Answer again = gateway.post(MERCHANT, "/v1/admin/sales", terms);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("SALE_EXISTS");
        gateway.ledger.creation = _ -> {
            throw new LedgerUnavailableException("away", null);
        };
        assertThat(gateway.post(MERCHANT, "/v1/admin/sales", terms).status()).isEqualTo(503);
        assertThat(gateway.post(MERCHANT, "/v1/admin/sales", "{}").status()).isEqualTo(400);
    }

    /** A writer in another process answers, and what it shows comes after that. */
    @Test
    void aChangeIsShownOnceItIsHere() {
        SaleView before = sale.view();
        SaleState paused = new SaleState(
                        before.sale().number(),
                        before.sale().terms(),
                        true,
                        false,
                        before.sale().version() + 1)
                .ownedBy(FakeSale.OWNER);
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.request(MERCHANT, "POST", SALE + "/pause", null));
        Envelope taken = sale.next();
        sale.answer(taken, new Outcome.Administered(taken.command().id(), paused));
        sale.shows(new SaleView(paused, SaleStatus.PAUSED, before.tiers(), before.availability(), false));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("ETag")).isEqualTo("\"v4\"");
        assertThat(answer.join().json().getString("status")).isEqualTo("PAUSED");
    }
}
