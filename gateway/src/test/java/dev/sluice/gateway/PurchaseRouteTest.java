package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PurchaseRouteTest {
    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;
    private final UUID id = gateway.reservation("ann", "k");

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HELD, true, 201",
        "HELD, false, 200",
        "CONFIRMED, true, 201",
        "WAITLISTED, true, 202",
        "WAITLISTED, false, 200",
        "EXPIRED, false, 200"
    })
    void whatWasGrantedIsShown(ReservationStatus status, boolean created, int expected) {
        sale.decides(command -> new Outcome.Reserved(gateway.state(command.id(), "ann", status), created));
        Answer answer = gateway.send(gateway.purchase());
        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.json().getString("status")).isEqualTo(status.name());
        assertThat(answer.json().getString("id")).isEqualTo(id.toString());
        String location = "/v1/reservations/" + id;
        boolean waits = expected == 202;
        assertThat(answer.header("Location")).startsWith(waits ? location + "?receipt=" : location);
        assertThat(answer.header("Location").contains("receipt")).isEqualTo(waits);
        assertThat(answer.header("Retry-After")).isEqualTo(waits ? "1" : null);
        assertThat(sale.next().command()).isEqualTo(new Command.Reserve(id, gateway.buyer("ann"), "ann", 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "IDEMPOTENCY_KEY_REUSED, 422",
        "NOT_OPEN, 425",
        "CLOSED, 409",
        "PAUSED, 409",
        "UNKNOWN_TIER, 400",
        "UNKNOWN_UNIT, 400",
        "TIERS_DIFFER, 409",
        "LIMIT_EXCEEDED, 409",
        "TOO_MANY_RESERVATIONS, 409",
        "PURCHASE_UNDER_WAY, 409",
        "SEAT_TAKEN, 409",
        "LEAVES_ORPHAN, 409",
        "SOLD_OUT, 409",
        "NOT_FOUND, 404",
        "NOT_CANCELLABLE, 409",
        "NOT_PAYABLE, 409",
        "HOLD_EXPIRED, 409",
        "NOT_REFUNDABLE, 409",
        "VERSION_CONFLICT, 412",
        "ALREADY_OPEN, 409",
        "CAPACITY_TAKEN, 409",
        "FIXED_CAPACITY, 409"
    })
    void everyRefusalHasItsStatusAndItsReason(Rejection rejection, int expected) {
        sale.decides(command -> new Outcome.Refused(command.id(), rejection));
        Answer answer = gateway.send(gateway.purchase());
        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.reason()).isEqualTo(rejection.name());
        assertThat(answer.json().getInteger("status")).isEqualTo(expected);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isNull();
    }

    @Test
    void whatIsCertainIsRefusedWithoutTheWriter() {
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.NONE_LEFT));
        assertThat(gateway.send(gateway.purchase()).reason()).isEqualTo("SOLD_OUT");
        assertThat(gateway.send(gateway.purchase()).reason()).isEqualTo("SOLD_OUT");
        assertThat(gateway.refusedFromMemory(Rejection.SOLD_OUT)).isEqualTo(2);
        sale.shows(FakeSale.view(SaleStatus.PAUSED, FakeSale.SOME_LEFT));
        assertThat(gateway.send(gateway.purchase()).reason()).isEqualTo("PAUSED");
        sale.shows(FakeSale.view(SaleStatus.SCHEDULED, FakeSale.SOME_LEFT));
        Answer early = gateway.send(gateway.purchase());
        assertThat(early.status()).isEqualTo(425);
        assertThat(early.json().getString("opensAt")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whoMayHaveBeenGrantedSomethingIsNotRefusedFromMemory() {
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.NONE_LEFT))
                .knowsAll()
                .decides(command ->
                        new Outcome.Reserved(gateway.state(command.id(), "ann", ReservationStatus.HELD), false));
        assertThat(gateway.send(gateway.purchase()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"FULL", "UNAVAILABLE"})
    void whatIsNotTakenInIsBusy(Intake intake) {
        sale.takes(intake);
        Set<String> times = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            Answer answer = gateway.send(gateway.purchase());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("BUSY");
            times.add(answer.header("Retry-After"));
        }
        assertThat(times).as("they do not all come back at once").containsExactly("1", "2");
    }

    @Test
    void whoPrefersNotToWaitGetsAReceiptAtOnce() {
        Answer answer = gateway.send(gateway.purchase().header("Prefer", "wait=0"));
        assertQueued(answer);
        Envelope envelope = sale.next();
        sale.answer(envelope, new Outcome.Refused(id, Rejection.SOLD_OUT));
        assertQueued(gateway.send(gateway.purchase().header("Prefer", "respond-async, wait=0")));
    }

    @Test
    void whoseTimeIsOverGetsAReceipt() {
        assertQueued(gateway.send(gateway.purchase().header("Prefer", "wait=1")));
    }

    private void assertQueued(Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().getString("status")).isEqualTo("QUEUED");
        assertThat(answer.json().getInteger("position")).isEqualTo(42);
        assertThat(answer.header("Location")).startsWith("/v1/reservations/" + id + "?receipt=");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aLateOutcomeGoesToWhoWaitsAndToNobodyElse() {
        CompletableFuture<Answer> first = gateway.sendLater(gateway.purchase().header("Prefer", "wait=10"));
        Envelope asked = sale.next();
        CompletableFuture<Answer> again = gateway.sendLater(gateway.purchase().header("Prefer", "wait=10"));
        Envelope askedAgain = sale.next();
        assertThat(askedAgain.command()).isEqualTo(asked.command());
        sale.answer(askedAgain, new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.HELD), false));
        assertThat(again.join().status()).isEqualTo(200);
        assertThat(first).isNotDone();
        sale.answer(asked, new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.HELD), true));
        assertThat(first.join().status()).isEqualTo(201);
    }

    @Test
    void asManyWaitAsThereIsRoomFor() {
        List<CompletableFuture<Answer>> waiting = Stream.of("ann", "bob", "cat")
                .map(user -> gateway.request(user, "POST", "/v1/sales/sale/reservations", "{\"quantity\": 1}"))
                .map(purchase -> gateway.sendLater(
                        purchase.header("Idempotency-Key", "k").header("Prefer", "wait=10")))
                .toList();
        assertThat(waiting).hasSize(TestGateway.ROOM);
        List<Envelope> asked =
                Stream.generate(sale::next).limit(TestGateway.ROOM).toList();
        assertThat(gateway.send(gateway.purchase()).status()).isEqualTo(503);
        asked.forEach(envelope ->
                sale.answer(envelope, new Outcome.Refused(envelope.command().id(), Rejection.SOLD_OUT)));
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(409));
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
        assertThat(gateway.send(gateway.purchase()).status()).isEqualTo(409);
    }

    @Test
    void anOutcomeOfAnotherKindIsOurFaultAndNobodyIsLeftWaiting() {
        sale.decides(command -> new Outcome.Listed(command.id(), List.of()));
        assertThat(gateway.send(gateway.purchase()).status()).isEqualTo(500);
    }

    @Test
    void whatIsWrongWithARequestIsToldBeforeTheSaleHearsOfIt() {
        String path = "/v1/sales/sale/reservations";
        Answer nobody = gateway.post(null, path, "{}");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(gateway.post("ann", "/v1/sales/none/reservations", "{}").status())
                .isEqualTo(404);
        assertThat(gateway.send(gateway.request("ann", "POST", path, null)).status())
                .isEqualTo(415);
        Answer bad = gateway.post("ann", path, "{\"quantity\": 0, \"tier\": \"none\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().getJsonArray("errors").stream().map(Object::toString))
                .anyMatch(error -> error.contains("/headers/Idempotency-Key"))
                .anyMatch(error -> error.contains("/quantity"))
                .anyMatch(error -> error.contains("/tier"));
        assertThat(gateway.post("ann", path, " ".repeat(20_000)).status()).isEqualTo(413);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whileTheCatalogueIsReadASaleMayYetBeThere() {
        gateway.ledger.open = false;
        assertThat(gateway.send(gateway.purchase()).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"FULL, the sale's queue is full", "AWAY, the sale cannot decide just now"})
    void whatDidNotGetIntoItsQueueAfterAllIsToldToWhoWaits(NotQueued why, String detail) {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.purchase());
        sale.turnAway(sale.next(), why);
        assertThat(answer.join().status()).isEqualTo(503);
        assertThat(answer.join().reason()).isEqualTo("BUSY");
        assertThat(answer.join().json().getString("detail")).isEqualTo(detail);
        assertThat(answer.join().header("Retry-After")).isNotNull();
    }

    @Test
    void whoWaitsInASaleThatBreaksIsToldSoAtOnce() {
        CompletableFuture<Answer> purchase =
                gateway.sendLater(gateway.purchase().header("Prefer", "wait=10"));
        Envelope bought = sale.next();
        CompletableFuture<Answer> look =
                gateway.sendLater(gateway.request("ann", "GET", "/v1/reservations/" + id + "?wait=30", null));
        Envelope looked = sale.next();
        for (Envelope each : List.of(bought, looked)) {
            sale.turnAway(each, NotQueued.BROKEN);
        }
        for (Answer answer : List.of(purchase.join(), look.join())) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("SALE_BROKEN");
            assertThat(answer.header("Retry-After")).isEqualTo("60");
        }
    }

    @Test
    void aSaleThatIsNotFoundMayBeThereWhileNotAllIsKnown() {
        String other = "/v1/sales/other";
        assertThat(gateway.get(null, other).status()).isEqualTo(404);
        gateway.ledger.complete = false;
        assertThat(gateway.get(null, other).status()).isEqualTo(503);
        assertThat(gateway.get("ann", "/v1/reservations/fffffc00-0000-8000-8000-000000000000")
                        .status())
                .isEqualTo(503);
        assertThat(gateway.get(null, "/v1/sales/sale").status()).isEqualTo(200);
    }

    /** Its receipt puts it back. */
    @Test
    void whoWasAnsweredBeforeHearsNothingMore() {
        Answer answer = gateway.send(gateway.purchase().header("Prefer", "wait=0"));
        assertThat(answer.status()).isEqualTo(202);
        Envelope taken = sale.next();
        sale.turnAway(taken, NotQueued.FULL);
        sale.turnAway(taken, NotQueued.FULL);
        CompletableFuture<Answer> looks =
                gateway.sendLater(gateway.request("ann", "GET", answer.header("Location"), null));
        Envelope again = sale.next();
        assertThat(again.command().id()).isEqualTo(id);
        sale.turnAway(taken, NotQueued.FULL); // is about the one before
        sale.turnAway(again, NotQueued.AWAY);
        assertThat(looks.join().status()).isEqualTo(503);
    }

    /** The upper half of an address finds the process, the lower half the event loop. */
    @Test
    void outcomesForOtherProcessesAreNobodysHere() {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.purchase());
        Envelope taken = sale.next();
        long here = taken.replyTo().value();
        assertThat(here >>> Integer.SIZE).isEqualTo(TestGateway.MEMBER);
        Outcome granted = new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.HELD), true);
        Outcome refused = new Outcome.Refused(id, Rejection.SOLD_OUT);
        sale.answer(at(taken, here + (1L << Integer.SIZE)), refused);
        sale.answer(at(taken, here + 1), refused);
        sale.answer(at(taken, -1), refused);
        sale.answer(at(taken, (int) here), granted);
        assertThat(answer.join().status()).isEqualTo(201);
    }

    private static Envelope at(Envelope envelope, long address) {
        return envelope.to(new ReplyAddress(address));
    }
}
