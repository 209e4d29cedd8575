package dev.sluice.sale;

import org.junit.jupiter.api.Test;

final class WaitlistScenario {

    @Test
    void whoComesAfterTheLastUnitWaitsUntilTheListIsFull() {
        BoxOffice.selling(1, TakeStock.HOLD, 2).plays("""
                seconds | who   | what   | outcome                 | left
                0       | ann   | buy 1  | HELD for 60 s           | 0
                0       | bob   | buy 1  | WAITLISTED 1            | 0
                0       | cat   | buy 2  | WAITLISTED 2            | 0
                0       | dan   | buy 1  | SOLD_OUT                | 0
                1       | bob   | cancel | CANCELLED (as it is)    | 0
                1       | cat   | look   | WAITLISTED 1 (as it is) | 0
                2       | dan   | buy 1  | WAITLISTED 2            | 0
                """);
    }

    @Test
    void aHoldThatExpiresGoesToTheFirstWhoWaits() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what  | outcome                  | left
                0       | ann | buy 1 | HELD for 60 s            | 0
                1       | bob | buy 1 | WAITLISTED 1             | 0
                2       | cat | buy 1 | WAITLISTED 2             | 0
                60      | dan | buy 1 | WAITLISTED 2             | 0
                60      | bob | look  | HELD for 60 s (as it is) | 0
                60      | cat | look  | WAITLISTED 1 (as it is)  | 0
                """);
    }

    @Test
    void anOfferThatIsNotTakenMovesOn() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                  | left
                0       | ann | buy 1  | HELD for 60 s            | 0
                0       | bob | buy 1  | WAITLISTED 1             | 0
                0       | cat | buy 1  | WAITLISTED 2             | 0
                10      | ann | cancel | CANCELLED (as it is)     | 0
                10      | bob | look   | HELD for 60 s (as it is) | 0
                70      | bob | look   | EXPIRED (as it is)       | 0
                70      | cat | look   | HELD for 60 s (as it is) | 0
                80      | cat | pay    | to pay 50, PENDING 1     | 0
                81      | cat | paid   | PAID 1                   | 0
                """);
    }

    @Test
    void anOfferIsHeldForATimeOfItsOwn() {
        PurchaseRules patient = new PurchaseRules(4, 60, TakeStock.HOLD, 150, 5, 300);
        String offered = """
                seconds | who | what   | outcome                   | left
                0       | ann | buy 1  | HELD for 60 s             | 0
                0       | bob | buy 1  | WAITLISTED 1              | 0
                60      | bob | look   | HELD for %1$d s (as it is) | 0
                %2$d     | bob | look   | HELD for 1 s (as it is)   | 0
                %3$d     | bob | look   | EXPIRED (as it is)        | 1
                """;
        BoxOffice.selling(patient, new TierTerms("a", "A", 50, 1)).plays(offered.formatted(300, 359, 360));
        BoxOffice.selling(patient.offering(0), new TierTerms("a", "A", 50, 1))
                .plays(offered.formatted(PurchaseRules.USUAL_OFFER_SECONDS, 959, 960));
    }

    @Test
    void whoWaitsForSeveralGetsAllOrNoneAndKeepsTheirPlace() {
        BoxOffice.selling(4, TakeStock.HOLD, 5).plays("""
                seconds | who   | what   | outcome                  | left
                0       | ann   | buy 1  | HELD for 60 s            | 3
                0       | bob   | buy 1  | HELD for 60 s            | 2
                0       | cat   | buy 2  | HELD for 60 s            | 0
                0       | dan   | buy 3  | WAITLISTED 1             | 0
                0       | eve   | buy 1  | WAITLISTED 2             | 0
                1       | ann   | cancel | CANCELLED (as it is)     | 0
                1       | eve   | look   | HELD for 60 s (as it is) | 0
                2       | bob   | cancel | CANCELLED (as it is)     | 1
                2       | dan   | look   | WAITLISTED 1 (as it is)  | 1
                3       | cat   | cancel | CANCELLED (as it is)     | 0
                3       | dan   | look   | HELD for 60 s (as it is) | 0
                """);
    }

    @Test
    void unitsThatNobodyWaitsForCanBeBoughtPastALargerWait() {
        BoxOffice.selling(3, TakeStock.HOLD, 5).plays("""
                seconds | who   | what   | outcome                 | left
                0       | ann   | buy 2  | HELD for 60 s           | 1
                0       | bob   | buy 3  | WAITLISTED 1            | 1
                0       | cat   | buy 1  | HELD for 60 s           | 0
                0       | bob   | look   | WAITLISTED 1 (as it is) | 0
                """);
    }

    @Test
    void waitingCountsTowardsTheLimit() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who   | what   | outcome        | left
                0       | ann   | buy 1  | HELD for 60 s  | 0
                0       | bob   | buy 3  | WAITLISTED 1   | 0
                0       | bob/2 | buy 2  | LIMIT_EXCEEDED | 0
                0       | bob/3 | buy 1  | WAITLISTED 2   | 0
                """);
    }

    @Test
    void moreCapacityAndRefundsGoToThoseWhoWait() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what       | outcome                  | left
                0       | ann | buy 1      | HELD for 60 s            | 0
                0       | ann | pay        | to pay 50, PENDING 1     | 0
                0       | ann | paid       | PAID 1                   | 0
                0       | bob | buy 1      | WAITLISTED 1             | 0
                0       | cat | buy 1      | WAITLISTED 2             | 0
                1       |     | capacity 2 | done                     | 0
                1       | bob | look       | HELD for 60 s (as it is) | 0
                2       | ann | refund     | REFUNDED (as it is)      | 0
                2       | cat | look       | HELD for 60 s (as it is) | 0
                """);
    }

    @Test
    void waitsEndOnceTheSaleIsClosedAndNoHoldCanComeFree() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                  | left
                0       | ann | buy 1  | HELD for 60 s            | 0
                0       | bob | buy 1  | WAITLISTED 1             | 0
                0       | cat | buy 1  | WAITLISTED 2             | 0
                10      |     | close  | done                     | 0
                10      | dan | buy 1  | CLOSED                   | 0
                60      | bob | look   | HELD for 60 s (as it is) | 0
                60      | bob | pay    | to pay 50, PENDING 1     | 0
                60      | cat | look   | WAITLISTED 1 (as it is)  | 0
                61      | bob | paid   | PAID 1                   | 0
                62      | cat | look   | EXPIRED CLOSED (as it is) | 0
                """);
    }

    @Test
    void unitsThatComeFreeInAPauseAreOfferedAtItsEnd() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                  | left
                0       | ann | buy 1  | HELD for 60 s            | 0
                0       | bob | buy 1  | WAITLISTED 1             | 0
                10      |     | pause  | done                     | 0
                11      | cat | buy 1  | PAUSED                   | 0
                60      | bob | look   | WAITLISTED 1 (as it is)  | 0
                90      |     | resume | done                     | 0
                90      | bob | look   | HELD for 60 s (as it is) | 0
                """);
    }

    @Test
    void inAPauseWhoPaysLateGetsWhatIsLeftByThoseWhoWait() {
        BoxOffice.selling(2, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                       | left
                0       | ann | buy 1  | HELD for 60 s                 | 1
                0       | ann | pay    | to pay 50, PENDING 1          | 1
                0       | bob | buy 1  | HELD for 60 s                 | 0
                0       | bob | pay    | to pay 50, PENDING 1          | 0
                0       | cat | buy 1  | WAITLISTED 1                  | 0
                10      |     | pause  | done                          | 0
                61      | ann | paid   | PAID 1                        | 0
                62      | bob | paid   | REFUND_DUE 1                  | 0
                62      | bob | look   | EXPIRED SOLD_OUT (as it is)   | 0
                63      | cat | look   | WAITLISTED 1 (as it is)       | 0
                64      |     | resume | done                          | 0
                64      | cat | look   | HELD for 60 s (as it is)      | 0
                """);
    }

    @Test
    void aCloseEndsAPauseForThoseWhoWait() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                     | left
                0       | ann | buy 1  | HELD for 60 s               | 0
                0       | ann | pay    | to pay 50, PENDING 1        | 0
                0       | bob | buy 1  | WAITLISTED 1                | 0
                0       | cat | buy 1  | WAITLISTED 2                | 0
                10      |     | pause  | done                        | 0
                60      | bob | look   | WAITLISTED 1 (as it is)     | 0
                70      |     | close  | done                        | 0
                70      | bob | look   | HELD for 60 s (as it is)    | 0
                71      | ann | paid   | REFUND_DUE 1                | 0
                71      | ann | look   | EXPIRED CLOSED (as it is)   | 0
                130     | cat | look   | HELD for 60 s (as it is)    | 0
                190     | cat | look   | EXPIRED (as it is)          | 1
                """);
    }

    @Test
    void theEndOfTheWindowEndsAPauseForThoseWhoWait() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                     | left
                3000    | ann | buy 1  | HELD for 60 s               | 0
                3000    | bob | buy 1  | WAITLISTED 1                | 0
                3010    |     | pause  | done                        | 0
                3599    | bob | look   | WAITLISTED 1 (as it is)     | 0
                3600    | bob | look   | HELD for 60 s (as it is)    | 0
                3601    | bob | pay    | to pay 50, PENDING 1        | 0
                3602    | bob | paid   | PAID 1                      | 0
                """);
    }
}
