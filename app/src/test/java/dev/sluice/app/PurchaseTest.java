package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Idempotency, refusals, the purchase limit, the end of the stock. */
final class PurchaseTest extends SharedSluice {
    @Test
    void theSameKeyFindsTheSameReservation() {
        TestSale.of("again").units(5).create(sluice);
        Visitor ann = sluice.user("ann");
        Answer first = ann.buy("again", "k", 1);

        Answer second = ann.buy("again", "k", 1);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(ann.buy("again", "another", 1).id()).isNotEqualTo(first.id());
        assertThat(sluice.user("ben").buy("again", "k", 1).id()).isNotEqualTo(first.id());
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        TestSale.of("reused").units(5).create(sluice);
        Visitor ann = sluice.user("ann");
        ann.buy("reused", "k", 1);

        Answer other = ann.buy("reused", "k", 2);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void oneKeySentFiftyTimesAtOnceMakesOneReservation() {
        TestSale.of("burst").units(50).create(sluice);
        Visitor ann = sluice.user("ann");

        List<Answer> answers = IntStream.range(0, 50).mapToObj(_ -> ann.buyLater("burst", "k", 1)).toList().stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(sluice.visitor().get(SALES + "burst").number("/tiers/0/available"))
                .isEqualTo(49);
        assertBalanced("burst");
    }

    @Test
    void moreBuyersThanUnitsGetExactlyTheUnits() {
        TestSale.of("crowd").units(30).create(sluice);

        List<Answer> answers =
                IntStream.range(0, 100)
                        .mapToObj(i -> sluice.user("user-" + i).buyLater("crowd", "k", 1))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(30);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409 && answer.reason().equals("SOLD_OUT"))
                .hasSize(70);
        assertBalanced("crowd");
    }

    @Test
    void thePurchaseLimitHoldsAcrossKeys() {
        TestSale.of("limit").units(10).create(sluice);
        Visitor ann = sluice.user("ann");
        assertThat(ann.buy("limit", "a", 1).status()).isEqualTo(201);
        Answer last = ann.buy("limit", "b", 1);

        Answer over = ann.buy("limit", "c", 1);

        assertThat(over.status()).isEqualTo(409);
        assertThat(over.reason()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(sluice.user("ben").buy("limit", "a", 3).reason()).isEqualTo("LIMIT_EXCEEDED");
        ann.delete(RESERVATIONS + last.id());
        assertThat(ann.buy("limit", "d", 1).status()).isEqualTo(201);
    }

    @Test
    void soldOutDoesNotHideAnEarlierReservation() {
        TestSale.of("gone").create(sluice);
        Visitor ann = sluice.user("ann");
        Answer first = ann.buy("gone", "k", 1);

        Answer refused = sluice.user("ben").buy("gone", "k", 1);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("SOLD_OUT");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        Answer again = ann.buy("gone", "k", 1);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void aPausedOrClosedSaleSellsNothing() {
        TestSale.of("stops").units(5).create(sluice);
        Visitor mia = sluice.merchant();
        assertThat(mia.post(ADMIN + "stops/pause", "").text("/status")).isEqualTo("PAUSED");
        assertThat(sluice.user("ann").buy("stops", "k", 1).reason()).isEqualTo("PAUSED");
        assertThat(mia.post(ADMIN + "stops/resume", "").text("/status")).isEqualTo("OPEN");
        Answer held = sluice.user("ann").buy("stops", "k", 1);
        assertThat(held.status()).isEqualTo(201);
        assertThat(mia.post(ADMIN + "stops/close", "").text("/status")).isEqualTo("CLOSED");
        assertThat(sluice.user("ben").buy("stops", "k", 1).reason()).isEqualTo("CLOSED");
        assertThat(sluice.user("ann").openPayment(held.id()).status()).isEqualTo(201);
        assertThat(sluice.user("ann").buy("stops", "k", 1).status()).isEqualTo(200);
    }

    @Test
    void ofSeveralTiersOneMustBeNamed() {
        TestSale.of("tiers").with("inventory", """
                        {"kind": "counted", "tiers": [
                          {"id": "a", "price": {"amount": 100, "currency": "EUR"}, "capacity": 1},
                          {"id": "b", "price": {"amount": 200, "currency": "EUR"}, "capacity": 1}]}""").create(sluice);
        Visitor ann = sluice.user("ann");

        Answer unnamed = ann.buy("tiers", "k", 1);
        Answer named = ann.with("Idempotency-Key", "k").post(SALES + "tiers/reservations", "{\"tier\": \"b\"}");

        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.text("/errors/0/pointer")).isEqualTo("/tier");
        assertThat(named.status()).isEqualTo(201);
        assertThat(named.number("/amount/amount")).isEqualTo(200);
    }

    @Test
    void withoutWaitingTheRequestIsTakenInAndItsLocationTellsTheOutcome() {
        TestSale.of("queue").units(5).create(sluice);
        Visitor ann = sluice.user("ann");

        Answer queued = ann.with("Prefer", "wait=0").buy("queue", "k", 1);

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.text("/status")).isEqualTo("QUEUED");
        assertThat(queued.header("Retry-After")).isEqualTo("1");
        assertThat(queued.header("Location")).startsWith(RESERVATIONS + queued.id() + "?receipt=");
        assertThat(ann.get(queued.header("Location")).text("/status")).isEqualTo("HELD");
        assertThat(ann.get(RESERVATIONS + queued.id()).text("/status")).isEqualTo("HELD");
    }
}
