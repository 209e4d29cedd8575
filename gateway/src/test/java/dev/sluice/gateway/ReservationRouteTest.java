package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import dev.sluice.sale.Units;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of a purchase, and what is one's own. */
final class ReservationRouteTest {
    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;
    private final UUID id = gateway.reservation("ann", "k");
    private final String path = "/v1/reservations/" + id;

    @AfterEach
    void close() {
        gateway.close();
    }

    private Outcome found(ReservationStatus status) {
        return new Outcome.Reserved(gateway.state(id, "ann", status), false);
    }

    @Test
    void aReservationIsForItsBuyerOnly() {
        sale.decides(_ -> found(ReservationStatus.HELD));
        assertThat(gateway.get("ann", path).json().getString("status")).isEqualTo("HELD");
        assertThat(sale.next().command()).isEqualTo(new Command.Find(id));
        assertThat(gateway.get("bob", path).status()).isEqualTo(404);
        assertThat(gateway.get(null, path).status()).isEqualTo(401);
        assertThat(gateway.get("ann", "/v1/reservations/nonsense").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        assertThat(gateway.get("ann", path).status()).isEqualTo(404);
    }

    @Test
    void whoWaitsHearsOfTheChange() {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.request("ann", "GET", path + "?wait=10", null));
        Envelope asked = sale.next();
        assertThat(asked.watchUntilMillis()).isPositive();
        sale.answer(asked, found(ReservationStatus.HELD));
        sale.change(asked, found(ReservationStatus.CONFIRMED));
        assertThat(answer.join().json().getString("status")).isEqualTo("CONFIRMED");
    }

    @Test
    void whoWaitsInVainIsShownWhatThereIs() {
        sale.decides(_ -> found(ReservationStatus.HELD));
        Answer answer = gateway.get("ann", path + "?wait=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("HELD");
    }

    /** Nobody is told of each step of a line. */
    @Test
    void whoWaitsInVainInALineIsShownTheirPlaceAtTheEndOfTheWait() {
        assertThat(positionAfterAWait(asked -> sale.answer(asked, waiting(4)))).isEqualTo(4);
    }

    @Test
    void whoseTurnComesAtTheEndOfTheWaitIsShownIt() {
        Answer answer = afterAWait(asked -> sale.answer(asked, found(ReservationStatus.HELD)));
        assertThat(answer.json().getString("status")).isEqualTo("HELD");
    }

    @Test
    void whoseSaleDoesNotAnswerAtTheEndOfTheWaitIsShownWhatWasKnown() {
        assertThat(positionAfterAWait(_ -> {})).isEqualTo(9);
        assertThat(positionAfterAWait(asked -> sale.turnAway(asked, NotQueued.BROKEN)))
                .isEqualTo(9);
        assertThat(positionAfterAWait(asked ->
                        sale.answer(asked, new Outcome.Refused(asked.command().id(), Rejection.UNREADABLE))))
                .isEqualTo(9);
    }

    @Test
    void whoseSaleTakesNothingAtTheEndOfTheWaitIsShownWhatWasKnown() {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.request("ann", "GET", path + "?wait=1", null));
        sale.answer(sale.next(), waiting(9));
        sale.breaks();
        assertThat(answer.join().json().getInteger("position")).isEqualTo(9);
    }

    private int positionAfterAWait(Consumer<Envelope> then) {
        return afterAWait(then).json().getInteger("position");
    }

    /** What who waits at the ninth place is answered, who asks once more at the end. */
    private Answer afterAWait(Consumer<Envelope> then) {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.request("ann", "GET", path + "?wait=1", null));
        sale.answer(sale.next(), waiting(9));
        Envelope last = sale.next();
        assertThat(last.command()).isEqualTo(new Command.Find(id));
        assertThat(last.watchUntilMillis()).isZero();
        then.accept(last);
        return answer.join();
    }

    private Outcome waiting(long place) {
        return new Outcome.Reserved(
                new ReservationState(
                        id, gateway.buyer("ann"), 1, 0, 1, ReservationStatus.WAITLISTED, 100, 1_000, 0, null, place),
                false);
    }

    @Test
    void whatIsNewsToWhoAsksIsNotWaitedFor() {
        assertThat(answeredFirst("?wait=30&known=WAITLISTED", ReservationStatus.HELD))
                .isEqualTo("HELD");
        assertThat(answeredFirst("?wait=30&known=HELD", ReservationStatus.HELD)).isEqualTo("REFUNDED");
    }

    @Test
    void whatIsSettledIsNotWaitedFor() {
        assertThat(answeredFirst("?wait=30", ReservationStatus.EXPIRED)).isEqualTo("EXPIRED");
    }

    /** What who asks is told, of a status and of the change to {@code REFUNDED} that follows at once. */
    private String answeredFirst(String query, ReservationStatus status) {
        CompletableFuture<Answer> answer = gateway.sendLater(gateway.request("ann", "GET", path + query, null));
        Envelope asked = sale.next();
        sale.answer(asked, found(status));
        sale.change(asked, found(ReservationStatus.REFUNDED));
        return answer.join().json().getString("status");
    }

    /** Nobody would hear of what the writer goes on watching. */
    @Test
    void whoLeavesIsWatchedForNoLonger() throws IOException {
        Envelope asked;
        try (Socket socket = gateway.connect()) {
            String head = "GET " + path + "?wait=30 HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer "
                    + gateway.token("ann") + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            asked = sale.next();
            sale.answer(asked, found(ReservationStatus.HELD));
        }
        assertThat(sale.nextEnd()).isEqualTo(noLonger(asked));
    }

    @Test
    void whoHasTheNewsAlreadyIsWatchedForNoLonger() {
        answeredFirst("?wait=30&known=WAITLISTED", ReservationStatus.HELD);
        assertThat(sale.nextEnd().command()).isEqualTo(new Command.Find(id));
        answeredFirst("?wait=30", ReservationStatus.EXPIRED);
        answeredFirst("?wait=30&known=HELD", ReservationStatus.HELD);
        assertThat(sale.wasToldOfAnEnd())
                .as("where the writer has ended it, it is not told")
                .isFalse();
    }

    private Envelope noLonger(Envelope asked) {
        return new Envelope(asked.replyTo(), asked.request(), new Command.Find(id), Envelope.WATCHES_NO_LONGER);
    }

    @Test
    void oneUserHasSoManyRequestsThatWait() {
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < TestGateway.ROOM_PER_USER; i++) {
            waiting.add(gateway.sendLater(gateway.request("ann", "GET", path + "?wait=30", null)));
            sale.next();
        }
        Answer tooMany = gateway.get("ann", path + "?wait=30");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.reason()).isEqualTo("TOO_MANY_WAITS");
        assertThat(tooMany.header("Retry-After")).isNotNull();

        CompletableFuture<Answer> other = gateway.sendLater(gateway.request("bob", "GET", path, null));
        sale.answer(sale.next(), found(ReservationStatus.HELD));
        assertThat(other.join().status()).isEqualTo(404);
        waiting.forEach(one -> one.cancel(true));
    }

    @Test
    void whoDoesNotWaitTakesNobodysRoom() {
        for (int i = 0; i < 5 * TestGateway.ROOM_PER_USER; i++) {
            Answer answer = gateway.send(gateway.purchase().header("Prefer", "wait=0"));
            assertThat(answer.status()).as(answer.reason()).isEqualTo(202);
        }
    }

    @Test
    void aReceiptPutsTheRequestBack() {
        String receipt = queued();
        Command original = sale.next().command();
        sale.decides(command -> new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.HELD), true));
        assertThat(gateway.get("ann", receipt).json().getString("status")).isEqualTo("HELD");
        assertThat(sale.next().command()).isEqualTo(original);
    }

    @Test
    void aReceiptOfSomebodyElseOrAForgedOneProvesNothing() {
        String receipt = queued();
        sale.next();
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        assertThat(gateway.get("bob", receipt).status()).isEqualTo(404);
        assertThat(sale.next().command()).isEqualTo(new Command.Find(id));
        assertThat(gateway.get("ann", receipt.replace("receipt=0.1", "receipt=0.9"))
                        .status())
                .isEqualTo(404);
        assertThat(sale.next().command()).isEqualTo(new Command.Find(id));
    }

    @Test
    void whoHasAReceiptIsToldOfTheRefusalAndOfTheQueue() {
        String receipt = queued();
        Answer still = gateway.get("ann", receipt + "&wait=1");
        assertThat(still.json().getString("status")).isEqualTo("QUEUED");
        assertThat(still.header("Retry-After")).isEqualTo("1");
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
        Answer refused = gateway.get("ann", receipt);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json().getString("status")).isEqualTo("REJECTED");
        assertThat(refused.reason()).isEqualTo("SOLD_OUT");
    }

    private String queued() {
        return gateway.send(gateway.purchase().header("Prefer", "wait=0")).header("Location");
    }

    @Test
    void ofASaleThatIsOverTheLedgerIsAskedAndNotItsWriter() {
        sale.shows(FakeSale.view(SaleStatus.CLOSED, FakeSale.NONE_LEFT).asSettled());
        assertThat(gateway.get("ann", path).status()).isEqualTo(404);
        gateway.ledger.settled = new Settled(gateway.state(id, "ann", ReservationStatus.CONFIRMED), List.of());
        assertThat(gateway.get("ann", path).json().getString("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.get("bob", path).status()).isEqualTo(404);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void aHoldIsGivenBackOrTheRefusalTold() {
        sale.decides(_ -> found(ReservationStatus.CANCELLED));
        Answer given = gateway.send(gateway.request("ann", "DELETE", path, null));
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().getString("status")).isEqualTo("CANCELLED");
        assertThat(sale.next().command()).isEqualTo(new Command.Cancel(id, gateway.buyer("ann")));
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_CANCELLABLE));
        Answer refused = gateway.send(gateway.request("ann", "DELETE", path, null));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("NOT_CANCELLABLE");
    }

    @Test
    void onesOwnIsWhatTheWritersAndTheLedgerHaveNewestFirst() {
        ReservationState live = made("live", 3_000, ReservationStatus.HELD);
        ReservationState both = made("both", 2_000, ReservationStatus.HELD);
        ReservationState old = made("old", 1_000, ReservationStatus.CONFIRMED);
        sale.knowsAll().decides(command -> new Outcome.Listed(command.id(), List.of(live, both)));
        gateway.ledger.rows.add(row(made("both", 2_000, ReservationStatus.EXPIRED)));
        gateway.ledger.rows.add(row(old));
        Answer mine = gateway.get("ann", "/v1/me/reservations");
        assertThat(mine.json().getJsonArray("reservations").stream()
                        .map(JsonObject.class::cast)
                        .map(one -> one.getString("id") + " " + one.getString("status")))
                .containsExactly(live.id() + " HELD", both.id() + " EXPIRED", old.id() + " CONFIRMED");
        assertThat(sale.next().command())
                .isInstanceOfSatisfying(
                        Command.FindByBuyer.class,
                        find -> assertThat(find.buyer()).isEqualTo(gateway.buyer("ann")));
    }

    @Test
    void aWriterThatCannotKnowTheUserIsNotAskedForWhatIsTheirs() {
        gateway.ledger.rows.add(row(made("old", 1_000, ReservationStatus.CONFIRMED)));
        assertThat(gateway.get("ann", "/v1/me/reservations").json().getJsonArray("reservations"))
                .hasSize(1);
        assertThat(gateway.get("bob", "/v1/me/reservations").json().getJsonArray("reservations"))
                .isEmpty();
        assertThat(sale.wasAsked()).isFalse();
    }

    /** The writer no longer lists what it has confirmed, and the ledger is asked only then. */
    @Test
    void whatIsConfirmedWhileTheListIsMadeIsInIt() {
        sale.knowsAll();
        sale.decides(command -> {
            gateway.ledger.rows.add(row(made("mine", 1_000, ReservationStatus.CONFIRMED)));
            return new Outcome.Listed(command.id(), List.of());
        });

        Answer mine = gateway.get("ann", "/v1/me/reservations");

        assertThat(mine.json().getJsonArray("reservations").getJsonObject(0).getString("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void aSaleThatStoppedTakesNothingElseOutOfAListAndIsNamedBesideIt() {
        gateway.ledger.rows.add(row(made("old", 1_000, ReservationStatus.CONFIRMED)));
        gateway.ledger.rows.add(row(made("unreadable", 2_000, null)));
        sale.knowsAll().breaks();

        Answer mine = gateway.get("ann", "/v1/me/reservations");

        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.json().getJsonArray("reservations")).hasSize(1);
        assertThat(mine.json().getJsonArray("unavailable")).containsExactly(FakeSale.TERMS.id());
    }

    @Test
    void aSaleThatStoppedSaysSoAndShowsWhatIsSettled() {
        sale.breaks();
        for (Answer answer : List.of(
                gateway.get(null, "/v1/sales/sale"),
                gateway.send(gateway.purchase()),
                gateway.get("ann", path),
                gateway.send(gateway.request("ann", "DELETE", path, null)),
                gateway.post("ann", path + "/payment", "{}"))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("SALE_BROKEN");
            assertThat(answer.header("Retry-After")).isEqualTo("60");
        }
        gateway.ledger.settled = new Settled(gateway.state(id, "ann", ReservationStatus.CONFIRMED), List.of());
        assertThat(gateway.get("ann", path).json().getString("status")).isEqualTo("CONFIRMED");
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whoWasToldThatARequestWasRefusedFindsNoHoldLater() {
        String receipt = queued();
        sale.next();
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
        assertThat(gateway.get("ann", receipt).json().getString("status")).isEqualTo("REJECTED");
        assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);

        sale.decides(command -> command instanceof Command.Reserve
                ? found(ReservationStatus.HELD)
                : new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        Answer again = gateway.get("ann", receipt);

        assertThat(sale.next().command()).isEqualTo(new Command.Find(id));
        assertThat(again.json().getString("status")).isEqualTo("REJECTED");
        assertThat(again.json().getString("reason")).isEqualTo("SOLD_OUT");
    }

    /** The writer of both tells what was refused to one of them. */
    @Test
    void aWriterLearnsWhatIsALookAtWhicheverGatewayAndWhatIsAPurchase() {
        String receipt = queued();
        assertThat(sale.next().again()).isFalse();
        try (TestGateway other = new TestGateway()) {
            for (TestGateway each : List.of(gateway, other)) {
                each.sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
                assertThat(each.get("ann", receipt).json().getString("status")).isEqualTo("REJECTED");
                Envelope look = each.sale.next();
                assertThat(look.command()).isInstanceOf(Command.Reserve.class);
                assertThat(look.again()).isTrue();
            }
        }
        gateway.send(gateway.purchase());
        assertThat(sale.next().again()).as("a purchase that is made anew").isFalse();
    }

    /** The key has been used for something else, of which the ledger knows. */
    @Test
    void aReceiptOfAnotherPurchaseUnderTheSameKeyNeverShowsWhatThatBecame() {
        String receipt = queued();
        sale.next();
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.IDEMPOTENCY_KEY_REUSED));
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.get("ann", receipt).reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);
        }
    }

    @Test
    void whatSomebodyBoughtAfterAllIsFoundThoughItWasRefusedBefore() {
        String receipt = queued();
        sale.next();
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
        gateway.get("ann", receipt);

        sale.decides(_ -> found(ReservationStatus.HELD));

        assertThat(gateway.get("ann", receipt).json().getString("status")).isEqualTo("HELD");
    }

    /** No writer is woken by who asks for nothing of theirs, and ids that cannot be ours are not looked for at all. */
    @Test
    void madeUpIdsInASaleThatIsOverCostALookByKeyAtMost() {
        sale.knowsAll().shows(over());
        Answer bought = gateway.send(gateway.purchase());
        assertThat(bought.reason()).isEqualTo("CLOSED");
        for (Answer answer : List.of(
                gateway.get("ann", path),
                gateway.send(gateway.request("ann", "DELETE", path, null)),
                gateway.post("ann", path + "/payment", "{}"),
                gateway.get("ann", "/v1/payments/" + id),
                gateway.send(gateway.request("merchant", "POST", "/v1/admin/reservations/" + id + "/refund", null)))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(gateway.ledger.looks).hasValue(6);
        UUID foreign = new UUID(id.getMostSignificantBits() ^ 0x1000, id.getLeastSignificantBits());
        assertThat(gateway.get("ann", "/v1/reservations/" + foreign).status()).isEqualTo(404);
        assertThat(gateway.ledger.looks).hasValue(6);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whatIsSomebodyElsesInASaleThatIsOverWakesNobody() {
        sale.shows(over());
        gateway.ledger.settled = new Settled(gateway.state(id, "ann", ReservationStatus.EXPIRED), List.of());
        assertThat(gateway.send(gateway.request("bob", "DELETE", path, null)).status())
                .isEqualTo(404);
        assertThat(gateway.post("bob", path + "/payment", "{}").status()).isEqualTo(404);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void aPurchaseThatIsRepeatedAfterTheSaleFindsWhatCameOfIt() {
        sale.knowsAll().shows(over());
        gateway.ledger.settled = new Settled(gateway.state(id, "ann", ReservationStatus.CONFIRMED), List.of());
        Answer again = gateway.send(gateway.purchase());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("status")).isEqualTo("CONFIRMED");
        Answer other = gateway.send(gateway.request("ann", "POST", "/v1/sales/sale/reservations", "{\"quantity\": 2}")
                .header("Idempotency-Key", "k"));
        assertThat(other.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(sale.wasAsked()).isFalse();
    }

    private static SaleView over() {
        return FakeSale.view(SaleStatus.CLOSED, FakeSale.SOME_LEFT).asSettled();
    }

    private ReservationState made(String key, long atMillis, ReservationStatus status) {
        return new ReservationState(
                gateway.reservation("ann", key), gateway.buyer("ann"), 1, 0, 1, status, 100, atMillis, 0, null, 0);
    }

    private static Reports.Row row(ReservationState state) {
        return new Reports.Row(FakeSale.NUMBER, "ann", state);
    }

    @Test
    void ticketsComeInPages() {
        for (int i = 0; i < 3; i++) {
            gateway.ledger.tickets.add(new Reports.TicketRow(
                    new UUID(1, i), id, FakeSale.NUMBER, 0, i, Selection.ANY, Units.NONE, 100, "VALID", 3_000 - i));
        }
        Answer first = gateway.get("ann", "/v1/me/tickets?limit=2");
        assertThat(first.json().getJsonArray("tickets")).hasSize(2);
        Answer second = gateway.get(
                "ann", "/v1/me/tickets?limit=2&cursor=" + first.json().getString("nextCursor"));
        assertThat(second.json().getJsonArray("tickets")).hasSize(1);
        assertThat(second.json().containsKey("nextCursor")).isFalse();
        assertThat(gateway.get("ann", "/v1/me/tickets?cursor=nonsense").status())
                .isEqualTo(400);
    }
}
