package dev.sluice.sale;

import org.junit.jupiter.api.Test;

final class PurchaseScenario {

    @Test
    void purchasesBeginWithTheOpeningToTheMillisecond() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what  | outcome       | left
                -0.001  | ann | buy 1 | NOT_OPEN      | 2
                0       | ann | buy 1 | HELD for 60 s | 1
                """);
    }

    @Test
    void unitsEndExactlyWithTheLastOne() {
        BoxOffice.selling(5, TakeStock.HOLD, 0).plays("""
                seconds | who | what  | outcome       | left
                0       | ann | buy 2 | HELD for 60 s | 3
                0       | bob | buy 2 | HELD for 60 s | 1
                0       | cat | buy 2 | SOLD_OUT      | 1
                0       | dan | buy 1 | HELD for 60 s | 0
                0       | eve | buy 1 | SOLD_OUT      | 0
                """);
    }

    @Test
    void aTierThatIsSoldOutLeavesTheOthersOnSale() {
        PurchaseRules rules = new PurchaseRules(4, 60, TakeStock.HOLD, 100, 0);
        BoxOffice.selling(rules, new TierTerms("a", "A", 50, 1), new TierTerms("b", "B", 30, 2))
                .plays("""
                seconds | who   | what    | outcome       | left
                0       | ann   | buy 1 a | HELD for 60 s | 0
                0       | bob   | buy 1 a | SOLD_OUT      | 0
                0       | bob/2 | buy 2 b | HELD for 60 s | 0
                """);
    }

    @Test
    void theLimitCountsWhatABuyerHasInAllRequestsTogether() {
        BoxOffice.selling(20, TakeStock.HOLD, 0).plays("""
                seconds | who   | what   | outcome              | left
                0       | ann   | buy 5  | LIMIT_EXCEEDED       | 20
                0       | ann/2 | buy 3  | HELD for 60 s        | 17
                0       | ann/3 | buy 2  | LIMIT_EXCEEDED       | 17
                0       | ann/4 | buy 1  | HELD for 60 s        | 16
                0       | ann/5 | buy 1  | LIMIT_EXCEEDED       | 16
                0       | bob   | buy 4  | HELD for 60 s        | 12
                0       | bob/2 | buy 0  | LIMIT_EXCEEDED       | 12
                0       | bob/2 | buy -1 | LIMIT_EXCEEDED       | 12
                """);
    }

    @Test
    void whatIsGivenBackNoLongerCountsTowardsTheLimit() {
        BoxOffice.selling(9, TakeStock.HOLD, 0).plays("""
                seconds | who   | what    | outcome              | left
                0       | ann   | buy 4   | HELD for 60 s        | 5
                1       | ann   | cancel  | CANCELLED (as it is) | 9
                2       | ann/2 | buy 4   | HELD for 60 s        | 5
                62      | ann/3 | buy 4   | HELD for 60 s        | 5
                62      | ann/3 | pay     | to pay 200, PENDING 1 | 5
                62      | ann/3 | paid    | PAID 1               | 5
                63      | ann/4 | buy 1   | LIMIT_EXCEEDED       | 5
                64      | ann/3 | refund  | REFUNDED (as it is)  | 9
                64      | ann/4 | buy 1   | HELD for 60 s        | 8
                """);
    }

    @Test
    void aRepeatedRequestIsAnsweredWithWhatBecameOfTheFirst() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                    | left
                0       | ann | buy 1  | HELD for 60 s              | 1
                10      | ann | buy 1  | HELD for 50 s (as it is)   | 1
                10      | ann | buy 2  | IDEMPOTENCY_KEY_REUSED     | 1
                60      | ann | buy 1  | EXPIRED (as it is)         | 2
                """);
    }

    @Test
    void aRefusedRequestMayBeTriedAgainWithTheSameKey() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD for 60 s        | 0
                1       | bob | buy 1  | SOLD_OUT             | 0
                2       | ann | cancel | CANCELLED (as it is) | 1
                3       | bob | buy 1  | HELD for 60 s        | 0
                """);
    }

    @Test
    void aHoldEndsAtItsDeadlineAndNotBefore() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                 | left
                0       | ann | buy 1  | HELD for 60 s           | 0
                59.999  | bob | buy 1  | SOLD_OUT                | 0
                60      | bob | buy 1  | HELD for 60 s           | 0
                60      | ann | look   | EXPIRED (as it is)      | 0
                61      | ann | cancel | NOT_CANCELLABLE         | 0
                """);
    }

    @Test
    void givingBackTwiceIsTheSameAsOnce() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                 | left
                0       | ann | cancel | NOT_FOUND               | 3
                0       | ann | look   | NOT_FOUND               | 3
                0       | ann | buy 1  | HELD for 60 s           | 2
                1       | ann | cancel | CANCELLED (as it is)    | 3
                2       | ann | cancel | CANCELLED (as it is)    | 3
                3       | ann | pay    | NOT_PAYABLE             | 3
                """);
    }
}
