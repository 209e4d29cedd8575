package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JourneyScenario {
    @Test
    void aCancelledStretchDoesNotFreeWhatSomebodyElseHasOnTheSameSeat() {
        TicketCounter.selling(TicketCounter.train(3, "1"), 0).plays("""
                seconds | who | what      | outcome
                0       | ann | buy 1 A-B | HELD 1/1A
                0       | bob | buy 1 B-C | HELD 1/1A
                1       | ann | cancel    | CANCELLED 1/1A
                1       | cat | buy 1 A-C | WAITLISTED
                1       | dan | buy 1 A-B | HELD 1/1A
                """);
    }

    @Test
    void fourTicketsOfOneHopOnOneSeatTakeOneSeatFromTheWholeWay() {
        TicketCounter.selling(TicketCounter.train(5, "3"), 0).plays("""
                seconds | who | what      | outcome
                0       |     | left A-E  | 3
                0       | ann | buy 1 A-B | HELD 1/1A
                0       | bob | buy 1 B-C | HELD 1/1A
                0       | cat | buy 1 C-D | HELD 1/1A
                0       | dan | buy 1 D-E | HELD 1/1A
                0       |     | left A-E  | 2
                0       |     | left B-D  | 2
                """);
    }

    @Test
    void aColdStartRefusesNobodyWhileThereAreSeats() {
        TicketCounter.selling(TicketCounter.train(4, "2"), 0).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 1 A-B | HELD 1/1A
                0       | bob   | buy 1 A-D | HELD 1/1B
                1       | bob   | pay       | CONFIRMED 1/1B
                2       |       | restart   |
                2       |       | left B-D  | 1
                2       | cat   | buy 1 B-D | HELD 1/1A
                2       | dan   | buy 1 C-D | WAITLISTED
                3       |       | restart   |
                3       | bob   | look      | CONFIRMED 1/1B
                60      | dan   | look      | WAITLISTED
                62      | dan   | look      | HELD 1/1A
                """);
    }

    @Test
    void aRefundFreesExactlyItsStretch() {
        TicketCounter.selling(TicketCounter.train(4, "1"), 0).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 1 A-B | HELD 1/1A
                0       | bob   | buy 1 B-C | HELD 1/1A
                0       | cat   | buy 1 C-D | HELD 1/1A
                1       | bob   | pay       | CONFIRMED 1/1A
                2       | bob   | refund    | REFUNDED 1/1A
                2       |       | left B-C  | 1
                2       |       | left A-C  | 0
                2       |       | left B-D  | 0
                2       | dan   | buy 1 B-C | HELD 1/1A
                """);
    }

    @Test
    void aRefundOfOneTicketFreesItsSeatOnItsStretch() {
        TicketCounter.selling(TicketCounter.train(4, "2 2"), 1).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 3 A-C | HELD
                0       | bob   | buy 1 C-D | HELD
                1       | ann   | pay       | CONFIRMED 1/1A 1/1B 1/2A
                2       | ann   | refund 2  | CONFIRMED 1/1A 1/2A
                2       | ann   | refund 2  | CONFIRMED 1/1A 1/2A
                2       | cat   | buy 2 A-D | HELD 1/1B 1/2B
                3       |       | restart   |
                3       | dan   | buy 1 A-B | WAITLISTED
                4       | ann   | refund 1  | CONFIRMED 1/2A
                4       | dan   | look      | HELD 1/1A
                5       | ann   | refund 3  | REFUNDED 1/2A
                6       | ann   | refund 1  | REFUNDED 1/2A
                6       | ann   | refund 4  | NOT_FOUND
                6       |       | left A-B  | 1
                6       |       | left B-C  | 2
                """);
    }

    @Test
    void aRefundOfOneTicketBeforeThereAreNumbersLeavesSeatsForTheOthers() {
        TicketCounter.selling(TicketCounter.train(4, "2 1"), 5).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 3 A-C | HELD
                1       | ann   | pay       | CONFIRMED
                1       | bob   | buy 1 B-C | WAITLISTED
                2       |       | restart   |
                2       | ann   | refund 1  | CONFIRMED
                2       | bob   | look      | HELD
                2       |       | left A-B  | 1
                3       |       | restart   |
                5       | ann   | look      | CONFIRMED 1/1A 1/1B
                5       | bob   | look      | HELD 1/2A
                6       | ann   | refund 3  | CONFIRMED 1/1A
                6       |       | left A-C  | 1
                """);
    }

    @Test
    void theTightestGapIsTakenSoThatOtherSeatsStayWhole() {
        TicketCounter.selling(TicketCounter.train(5, "2"), 0).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 1 A-C | HELD 1/1A
                0       | bob   | buy 1 D-E | HELD 1/1A
                0       | cat   | buy 1 C-D | HELD 1/1A
                0       | dan   | buy 1 A-E | HELD 1/1B
                """);
    }

    @Test
    void groupsSitOnOneBenchWhereTheyCanElseInOneCarElseAnywhere() {
        TicketCounter.selling(TicketCounter.train(3, "1 2 1", "3 1"), 0).plays("""
                seconds | who   | what               | outcome
                0       | ann   | buy 3 A-B          | HELD 2/1A 2/1B 2/1C
                0       | bob   | buy 3 A-B          | HELD 1/1A 1/2A 1/2B
                0       | cat   | buy 2 A-B together | WAITLISTED
                0       | dan   | buy 2 A-B          | HELD 1/3A 2/2A
                1       | bob   | cancel             | CANCELLED 1/1A 1/2A 1/2B
                1       | cat   | look               | HELD 1/2A 1/2B
                """);
    }

    /** Two seats, each free on one of two hops: with numbers nobody can go all the way, without there is a seat for everybody. */
    @Test
    void withoutNumbersOnlyTheLoadOfEachHopCounts() {
        TicketCounter.selling(TicketCounter.train(4, "2"), 600).plays("""
                seconds | who   | what               | outcome
                0       | ann   | buy 1 A-B          | HELD
                0       | bob   | buy 1 B-D          | HELD
                0       | cat   | buy 1 A-B          | HELD
                0       | cat/2 | buy 1 A-B          | WAITLISTED
                0       |       | left B-D           | 1
                0       | dan   | buy 1 B-D          | HELD
                0       | eve   | buy 2 A-B together | UNKNOWN_UNIT
                """);
        TicketCounter.selling(TicketCounter.train(4, "2"), 600).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 2 A-B | HELD
                0       | bob   | buy 1 C-D | HELD
                1       | ann   | cancel    | CANCELLED
                1       | cat   | buy 1 A-D | HELD
                1       | dan   | buy 1 A-C | HELD
                1       | bob   | pay       | CONFIRMED
                1       | cat   | pay       | CONFIRMED
                1       | dan   | pay       | CONFIRMED
                600     | bob   | look      | CONFIRMED 1/1B
                600     | cat   | look      | CONFIRMED 1/1A
                600     | dan   | look      | CONFIRMED 1/1B
                """);
    }

    @Test
    void whenNumbersAreGivenGroupsSitTogetherAndTheSaleGoesOn() {
        TicketCounter.selling(TicketCounter.train(3, "1 2", "3"), 100).plays("""
                seconds | who   | what      | outcome
                50      | ann   | buy 1 A-C | HELD
                50      | bob   | buy 3 A-B | HELD
                51      | bob   | pay       | CONFIRMED
                99      |       | restart   |
                99      | bob   | look      | CONFIRMED
                100     | bob   | look      | CONFIRMED 2/1A 2/1B 2/1C
                100     | ann   | look      | HELD 1/1A
                101     |       | restart   |
                101     | ann   | look      | HELD 1/1A
                101     | cat   | buy 2 A-C | HELD 1/2A 1/2B
                101     | dan   | buy 3 B-C | HELD 2/1A 2/1B 2/1C
                101     | eve   | buy 1 A-C | WAITLISTED
                110     | eve   | look      | HELD 1/1A
                """);
    }

    @Test
    void freedStretchesGoInOrderToWhomTheyFit() {
        TicketCounter.selling(TicketCounter.train(4, "2"), 0).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 1 A-C | HELD 1/1A
                0       | bob   | buy 1 A-D | HELD 1/1B
                1       | cat   | buy 2 A-B | WAITLISTED
                2       | dan   | buy 1 B-D | WAITLISTED
                3       | eve   | buy 1 A-B | WAITLISTED
                4       | fay   | buy 1 C-D | HELD 1/1A
                5       | ann   | cancel    | CANCELLED 1/1A
                5       | dan   | look      | WAITLISTED
                5       | eve   | look      | HELD 1/1A
                6       | bob   | cancel    | CANCELLED 1/1B
                6       | dan   | look      | HELD 1/1B
                6       | cat   | look      | WAITLISTED
                7       | eve   | cancel    | CANCELLED 1/1A
                7       | cat   | look      | HELD 1/1A 1/1B
                """);
    }

    /** The train leaves A after 3600 seconds, B after 4200 and C after 4800. */
    @Test
    void eachStretchIsSoldUntilTheTrainLeavesItsOwnStop() {
        TicketCounter.selling(TicketCounter.train(4, "1"), 0).plays("""
                seconds | who   | what      | outcome
                3599    | ann   | buy 1 A-B | HELD 1/1A
                3600    | ann   | look      | EXPIRED 1/1A
                3600    | bob   | buy 1 A-D | DEPARTED
                3600    | bob/2 | buy 1 B-C | HELD 1/1A
                3601    |       | restart   |
                3601    | bob/2 | pay       | CONFIRMED 1/1A
                4200    | cat   | buy 1 B-C | DEPARTED
                4799    | cat/2 | buy 1 C-D | HELD 1/1A
                4799    | cat/2 | pay       | CONFIRMED 1/1A
                4800    | dan   | buy 1 C-D | CLOSED
                """);
    }

    @Test
    void whoWaitsForATrainThatLeavesWaitsNoLongerAndOthersAreServed() {
        TicketCounter.selling(TicketCounter.train(4, "1"), 0).plays("""
                seconds | who | what      | outcome
                3590    | ann | buy 1 A-D | HELD 1/1A
                3591    | bob | buy 1 A-B | WAITLISTED
                3592    | cat | buy 1 B-D | WAITLISTED
                3593    | dan | buy 1 A-C | WAITLISTED
                3599    |     | restart   |
                3600    | bob | look      | EXPIRED DEPARTED
                3600    | dan | look      | EXPIRED DEPARTED
                3600    | ann | look      | EXPIRED 1/1A
                3600    | cat | look      | HELD 1/1A
                3600    | bob | cancel    | NOT_CANCELLABLE
                3600    | bob | begin     | HOLD_EXPIRED
                """);
    }

    /** What comes free behind the train is nobody's: not theirs who wait for it, and not theirs who pay late. */
    @Test
    void whoPaysAfterTheTrainHasLeftGetsTheirMoneyBack() {
        TicketCounter.selling(TicketCounter.train(3, "2"), 0).plays("""
                seconds | who | what      | outcome
                3590    | ann | buy 1 A-C | HELD 1/1A
                3590    | bob | buy 1 B-C | HELD 1/1B
                3591    | ann | begin     |
                3591    | bob | begin     |
                3600    | ann | paid      | EXPIRED 1/1A DEPARTED
                3600    | bob | paid      | CONFIRMED 1/1B
                """);
    }

    @Test
    void stretchesMayEndEarlierAndWhatIsHeldByThenCanBePaidUntilTheTrainLeaves() {
        TicketCounter.selling(TicketCounter.train(4, "1"), 0, 2).plays("""
                seconds | who   | what      | outcome
                3479    | ann   | buy 1 A-B | HELD 1/1A
                3479    | bob   | buy 1 A-C | WAITLISTED
                3480    | bob   | look      | EXPIRED DEPARTED
                3480    | cat   | buy 1 A-B | DEPARTED
                3480    | cat/2 | buy 1 B-C | HELD 1/1A
                3481    | ann   | pay       | CONFIRMED 1/1A
                3482    | ann   | refund    | REFUNDED 1/1A
                3482    | dan   | buy 1 A-B | DEPARTED
                4680    | dan/2 | buy 1 C-D | CLOSED
                """);
    }

    @Test
    void theTrainLeavesForThoseWithoutNumbersToo() {
        TicketCounter.selling(TicketCounter.train(3, "1"), 3600).plays("""
                seconds | who   | what      | outcome
                3599    | ann   | buy 1 A-B | HELD
                3599    | bob   | buy 1 A-C | WAITLISTED
                3600    | ann   | look      | EXPIRED 1/1A
                3600    | bob   | look      | EXPIRED DEPARTED
                3600    | bob/2 | buy 1 B-C | HELD 1/1A
                """);
    }

    @Test
    void nobodyGetsOnOrOffWhereTheTrainLetsThemNot() {
        Train plain = TicketCounter.train(4, "1");
        List<Train.Stop> stops = new ArrayList<>(plain.stops());
        stops.set(1, new Train.Stop("B", "B", 610, 612, false, true));
        stops.set(2, new Train.Stop("C", "C", 620, 622, true, false));
        Train train = new Train("T", "T", "UTC", "EUR", stops, plain.classes(), plain.cars());
        TicketCounter.selling(train, 0).plays("""
                seconds | who   | what      | outcome
                0       | ann   | buy 1 B-D | UNKNOWN_UNIT
                0       | ann/2 | buy 1 A-C | UNKNOWN_UNIT
                0       | ann/3 | buy 1 A-B | HELD 1/1A
                0       | ann/4 | buy 1 C-D | HELD 1/1A
                """);
    }

    @Test
    void aSaleEndsWithTheLastStretchThatAnybodyCouldTake() {
        Train train = TicketCounter.train(3, "1");
        JourneyTerms journey = new JourneyTerms(train, "2027-01-15", 10_000_000, 0, 5);
        assertThat(journey.soldUntilMillis()).isEqualTo(10_000_000 + 600_000 - 300_000);
        assertThat(sale(train, journey, new Window(0, Window.NEVER_MILLIS)).window())
                .isEqualTo(new Window(0, 10_300_000));
        assertThat(sale(train, journey, new Window(0, 10_000)).window()).isEqualTo(new Window(0, 10_000));
        assertThat(sale(train, journey, new Window(20_000_000, Window.NEVER_MILLIS))
                        .window())
                .isEqualTo(new Window(20_000_000, 20_000_001));
    }

    private static SaleTerms sale(Train train, JourneyTerms journey, Window window) {
        PurchaseRules rules = new PurchaseRules(1, 1, TakeStock.HOLD, 100, 0);
        return new SaleTerms("t", "T", "", window, Order.FIRST_COME, rules, "EUR", train.tiers(), journey);
    }

    @Test
    void aFareOfItsOwnTakesThePlaceOfTheSum() {
        Fares fares = Fares.of(List.of(10L, 20L, 30L), List.of(new Fares.Fare(0, 2, 25), new Fares.Fare(1, 3, 50)));
        assertThat(fares.price(0, 1)).isEqualTo(10);
        assertThat(fares.price(0, 2)).isEqualTo(25);
        assertThat(fares.price(1, 3)).isEqualTo(50);
        assertThat(fares.wholeWay()).isEqualTo(60);
        assertThat(fares.fares()).containsExactly(new Fares.Fare(0, 2, 25));
    }

    @Test
    void whatIsNoJourneyCannotBeConfigured() {
        Train train = TicketCounter.train(3, "2");
        JourneyTerms journey = new JourneyTerms(train, "2027-01-15", 1_000, 0);
        PurchaseRules atPayment = new PurchaseRules(1, 1, TakeStock.PAYMENT, 100, 0);
        assertThatThrownBy(() -> journey.require(train.tiers(), atPayment)).hasMessageContaining("not at payment");
        assertThatThrownBy(() -> new JourneyTerms(train, "2027-01-15", 1_000, 1_001))
                .hasMessageContaining("before the train leaves");
        assertThatThrownBy(() -> TicketCounter.train(65, "2")).hasMessageContaining("63 hops");
        assertThatThrownBy(() -> TicketCounter.train(3, "2".concat(" 16".repeat(256))))
                .hasMessageContaining("64 blocks of 64");
    }
}
