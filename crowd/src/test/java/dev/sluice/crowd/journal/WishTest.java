package dev.sluice.crowd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.goods.SeatedGoods;
import dev.sluice.crowd.http.Answer;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers that follow from one another, and such as do not. */
final class WishTest {
    private static final SaleSpec SALE = SaleSpec.holding("hall", 40, 4, 3_600).of(new SeatedGoods());
    private static final String LATER = Instant.now().plusSeconds(3_600).toString();
    private static final String EARLIER = Instant.now().minusSeconds(1).toString();

    private final Journal journal = new Journal();
    private final Wish wish = journal.wish(SALE, "ann", "key", 1);

    @Test
    void aPurchaseFromTheQueueToTheTicketIsNoContradiction() {
        wish.learn(
                new Answer(202, location("/v1/reservations/r1?receipt=x"), "{\"id\": \"r1\", \"status\": \"QUEUED\"}"));
        assertThat(wish.isUndecided()).isTrue();
        wish.learn(told("HELD"));
        assertThat(wish.isUndecided()).isFalse();
        wish.attempt("p1").paying();
        wish.learn(told("CONFIRMED"));
        wish.learn(told("CONFIRMED"));

        assertThat(journal.wrong()).isEmpty();
        assertThat(journal.checked()).isGreaterThan(20);
        assertThat(wish.id()).isEqualTo("r1");
        assertThat(wish.owned()).containsExactly("seat R1-1");
    }

    @Test
    void aWaitThatEndsInAnOfferAndItsExpiryIsNoContradiction() {
        wish.learn(told("WAITLISTED", null, "[]"));
        wish.learn(told("HELD", EARLIER, ticket("R1-1")));
        wish.learn(told("EXPIRED", EARLIER, "[]"));

        assertThat(journal.wrong()).isEmpty();
        assertThat(wish.waited()).isTrue();
    }

    @Test
    void aRefusalSaysNothingOfTheReservation() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(409, location(null), "{\"reason\": \"SOLD_OUT\"}"));
        wish.learn(new Answer(503, location(null), "{\"reason\": \"BUSY\"}"));

        assertThat(journal.wrong()).isEmpty();
        assertThat(wish.is("HELD")).isTrue();
    }

    @Test
    void aGatewayThatHeardNothingOfItMaySayThatItIsQueued() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(200, location(null), "{\"id\": \"r1\", \"status\": \"QUEUED\"}"));

        assertThat(journal.wrong()).isEmpty();
        assertThat(wish.is("HELD")).isTrue();
        assertThat(wish.isUndecided()).isFalse();
    }

    @Test
    void aReservationThatIsGoneIsFound() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(404, location(null), "{}"));
        assertFound("is not there any more");
    }

    @Test
    void aSecondReservationOfOneKeyIsFound() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(200, location(null), told("HELD").body().replace("r1", "r2")));
        assertFound("has another id than r1");
    }

    @Test
    void aDecisionThatIsTakenBackIsFound() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(200, location(null), "{\"id\": \"r1\", \"status\": \"REJECTED\"}"));
        assertFound("was HELD");
    }

    @Test
    void whatMustStayIsHeldToIt() {
        wish.learn(told("HELD"));
        wish.learn(new Answer(200, location(null), told("HELD").body().replace("\"amount\": 1000", "\"amount\": 900")));
        assertFound("had another amount");
    }

    @Test
    void anotherSeatIsFound() {
        wish.learn(told("HELD"));
        wish.learn(told("HELD", LATER, ticket("R1-2")));
        assertFound("had other units");
    }

    @Test
    void anotherDeadlineIsFound() {
        wish.learn(told("HELD"));
        wish.learn(told("HELD", Instant.parse(LATER).plusSeconds(1).toString(), ticket("R1-1")));
        assertFound("expired at");
    }

    @Test
    void aHoldThatEndsBeforeItsTimeIsFound() {
        wish.learn(told("HELD"));
        wish.learn(told("EXPIRED"));
        assertFound("expired before");
    }

    @Test
    void ticketsThatNobodyPaidForAreFound() {
        wish.learn(told("HELD"));
        wish.learn(told("CONFIRMED"));
        assertFound("was HELD");
    }

    @Test
    void aCancellationThatNobodyAskedForIsFound() {
        wish.learn(told("HELD"));
        wish.learn(told("CANCELLED"));
        assertFound("was HELD");
    }

    @Test
    void ticketsThatAreMissingAreFound() {
        wish.learn(told("HELD"));
        wish.attempt("p1").paying();
        wish.learn(told("CONFIRMED", LATER, "[]"));
        assertFound("has not its tickets");
    }

    @Test
    void fewerUnitsThanWereAskedForAreFound() {
        Wish two = journal.wish(SALE, "ben", "key", 2);
        two.learn(told("HELD"));
        assertFound("has not the quantity that was asked for");
    }

    @Test
    void theSameKeyAsksForTheSame() {
        Wish again = journal.wish(SALE, "ann", "key", 1);
        assertThat(again.purchase()).isEqualTo(wish.purchase());
    }

    @Test
    void oneSeatOfTwoIsFound() {
        wish.learn(told("HELD"));
        assertThat(journal.owners(SALE)).containsOnlyKeys("seat R1-1");
        assertThat(journal.wrong()).isEmpty();
        journal.wish(SALE, "ben", "key", 1)
                .learn(new Answer(201, location(null), told("HELD").body().replace("r1", "r2")));
        journal.owners(SALE);
        assertFound("seat R1-1 belongs to hall/ben/key (r2) and hall/ann/key (r1)");
    }

    @Test
    void oneKeyThatWasWrittenDownTwiceHasItsSeatOnce() {
        wish.learn(told("HELD"));
        journal.wish(SALE, "ann", "key", 1).learn(told("HELD"));
        journal.owners(SALE);
        assertThat(journal.wrong()).isEmpty();
    }

    private void assertFound(String lie) {
        assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains(lie));
    }

    private static Answer told(String status) {
        return told(status, LATER, ticket("R1-1"));
    }

    private static Answer told(String status, String expiresAt, String tickets) {
        String deadline = expiresAt == null ? "null" : "\"" + expiresAt + "\"";
        return new Answer(200, location(null), """
                {"id": "r1", "status": "%s", "tier": "standard", "quantity": 1, "amount": 1000,
                 "createdAt": "2030-01-01T00:00:00Z", "expiresAt": %s, "tickets": %s}""".formatted(status, deadline, tickets));
    }

    private static String ticket(String seat) {
        return "[{\"id\": \"t1\", \"status\": \"VALID\", \"unit\": {\"seat\": \"" + seat + "\"}}]";
    }

    private static HttpHeaders location(String path) {
        return HttpHeaders.of(path == null ? Map.of() : Map.of("Location", List.of(path)), (_, _) -> true);
    }
}
