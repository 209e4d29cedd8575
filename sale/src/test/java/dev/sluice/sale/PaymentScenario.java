package dev.sluice.sale;

import org.junit.jupiter.api.Test;

final class PaymentScenario {

    @Test
    void paymentTurnsTheHoldIntoTickets() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                | left
                0       | ann | buy 2  | HELD for 60 s          | 0
                5       | ann | pay    | to pay 100, PENDING 1  | 0
                6       | ann | pay    | to pay 100, PENDING 1  | 0
                7       | ann | paid   | PAID 1                 | 0
                8       | ann | paid   | PAID 1                 | 0
                9       | ann | look   | CONFIRMED (as it is)   | 0
                99      | ann | look   | CONFIRMED (as it is)   | 0
                99      | ann | cancel | NOT_CANCELLABLE        | 0
                """);
    }

    @Test
    void aLatePaymentGetsUnitsWhereThereAreAny() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                | left
                0       | ann | buy 2  | HELD for 60 s          | 0
                5       | ann | pay    | to pay 100, PENDING 1  | 0
                60      | ann | look   | EXPIRED (as it is)     | 2
                61      | ann | paid   | PAID 1                 | 0
                62      | ann | look   | CONFIRMED (as it is)   | 0
                """);
    }

    @Test
    void aLatePaymentIsReturnedWhereTheUnitsAreSomebodyElses() {
        BoxOffice.selling(2, TakeStock.HOLD, 5).plays("""
                seconds | who | what     | outcome                  | left
                0       | ann | buy 2    | HELD for 60 s            | 0
                0       | bob | buy 1    | WAITLISTED 1             | 0
                5       | ann | pay      | to pay 100, PENDING 1    | 0
                60      | ann | paid     | REFUND_DUE 1             | 1
                60      | bob | look     | HELD for 60 s (as it is) | 1
                61      | ann | paid     | REFUND_DUE 1             | 1
                62      | ann | look     | EXPIRED SOLD_OUT (as it is) | 1
                63      | ann | returned | REFUNDED 1               | 1
                64      | ann | paid     | REFUNDED 1               | 1
                """);
    }

    @Test
    void aLatePaymentDoesNotLiftTheLimit() {
        BoxOffice.selling(9, TakeStock.HOLD, 0).plays("""
                seconds | who   | what   | outcome                | left
                0       | ann   | buy 3  | HELD for 60 s          | 6
                5       | ann   | pay    | to pay 150, PENDING 1  | 6
                60      | ann/2 | buy 2  | HELD for 60 s          | 7
                61      | ann   | paid   | REFUND_DUE 1           | 7
                """);
    }

    @Test
    void whoGaveTheirUnitsBackGetsTheirMoneyBack() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD for 60 s        | 0
                1       | ann | pay    | to pay 50, PENDING 1 | 0
                2       | ann | cancel | CANCELLED (as it is) | 1
                3       | ann | paid   | REFUND_DUE 1         | 1
                """);
    }

    @Test
    void aDeclinedPaymentCanBeTriedAgainAndMaySucceedAfterAll() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what       | outcome              | left
                0       | ann | buy 1      | HELD for 60 s        | 0
                1       | ann | pay        | to pay 50, PENDING 1 | 0
                2       | ann | declined   | DECLINED 1           | 0
                3       | ann | pay        | to pay 50, PENDING 2 | 0
                4       | ann | paid all 1 | PAID 1               | 0
                5       | ann | paid all 2 | REFUND_DUE 2         | 0
                6       | ann | declined   | PAID 1               | 0
                7       | ann | look       | CONFIRMED (as it is) | 0
                """);
    }

    @Test
    void whoPaysTwiceGetsTheSecondChargeBack() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what             | outcome                                  | left
                0       | ann | buy 1            | HELD for 60 s                            | 0
                1       | ann | pay              | to pay 50, PENDING 1                     | 0
                2       | ann | paid all 1 C     | PAID 1                                   | 0
                3       | ann | paid all 1 D     | PAID 1: C KEPT, D REFUND_DUE             | 0
                4       | ann | paid all 1 C     | PAID 1: C KEPT, D REFUND_DUE             | 0
                5       | ann | paid all 1 D     | PAID 1: C KEPT, D REFUND_DUE             | 0
                6       | ann | declined         | PAID 1: C KEPT, D REFUND_DUE             | 0
                7       | ann | returned all 1 D | PAID 1: C KEPT, D REFUNDED               | 0
                8       | ann | look             | CONFIRMED (as it is)                     | 0
                9       | ann | refund           | REFUNDED (as it is)                      | 1
                9       | ann | returned all 1 C | REFUNDED 1: C REFUNDED, D REFUNDED       | 1
                10      | ann | paid all 1 E     | REFUND_DUE 1: C REFUNDED, D REFUNDED, E REFUND_DUE | 1
                """);
    }

    @Test
    void aRightChargeAfterAWrongOnePaysForTheHold() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what             | outcome                                           | left
                0       | ann | buy 1            | HELD for 60 s                                     | 0
                1       | ann | pay              | to pay 50, PENDING 1                              | 0
                2       | ann | paid 10 1 A      | REFUND_DUE 1                                      | 0
                3       | ann | paid 90 1 B      | REFUND_DUE 1: A REFUND_DUE, B REFUND_DUE          | 0
                4       | ann | paid all 1 C USD | REFUND_DUE 1: A REFUND_DUE, B REFUND_DUE, C REFUND_DUE | 0
                5       | ann | returned 10 1 A  | REFUND_DUE 1: A REFUNDED, B REFUND_DUE, C REFUND_DUE   | 0
                6       | ann | paid all 1 D     | PAID 1: A REFUNDED, B REFUND_DUE, C REFUND_DUE, D KEPT | 0
                7       | ann | look             | CONFIRMED (as it is)                              | 0
                8       | ann | pay              | to pay 50, PAID 1: A REFUNDED, B REFUND_DUE, C REFUND_DUE, D KEPT | 0
                """);
    }

    @Test
    void whatItsProviderReturnedByItselfHasNoTickets() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what             | outcome              | left
                0       | ann | buy 1            | HELD for 60 s        | 1
                1       | ann | pay              | to pay 50, PENDING 1 | 1
                2       | ann | paid all 1 A     | PAID 1               | 1
                3       | ann | returned all 1 A | REFUNDED 1           | 2
                4       | ann | look             | REFUNDED (as it is)  | 2
                5       | ann | paid all 1 A     | REFUNDED 1           | 2
                6       | bob | buy 1            | HELD for 60 s        | 1
                7       | bob | pay              | to pay 50, PENDING 1 | 1
                8       | bob | returned all 1 B | REFUNDED 1           | 1
                9       | bob | paid all 1 B     | REFUNDED 1           | 1
                10      | bob | look             | HELD for 56 s (as it is) | 1
                """);
    }

    @Test
    void noLinkIsGivenForWhatCannotBePaid() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who   | what       | outcome              | left
                0       | ann   | buy 1      | HELD for 60 s        | 1
                0       | ann   | pay        | to pay 50, PENDING 1 | 1
                0       | bob   | buy 1      | HELD for 60 s        | 0
                0       | bob   | pay        | to pay 50, PENDING 1 | 0
                1       | bob   | cancel     | CANCELLED (as it is) | 1
                2       | bob   | pay        | NOT_PAYABLE          | 1
                3       | bob/2 | buy 1      | HELD for 60 s        | 0
                4       | bob/2 | pay        | to pay 50, PENDING 1 | 0
                5       | bob/2 | declined   | DECLINED 1           | 0
                6       | bob/2 | pay        | to pay 50, PENDING 2 | 0
                7       | bob/2 | paid all 1 | PAID 1               | 0
                8       | bob/2 | pay        | to pay 50, PAID 1    | 0
                9       | bob/2 | refund     | REFUNDED (as it is)  | 1
                60      | ann   | pay        | HOLD_EXPIRED         | 2
                61      | cat   | buy 2      | HELD for 60 s        | 0
                62      | ann   | pay        | HOLD_EXPIRED         | 0
                """);
        BoxOffice.selling(2, TakeStock.PAYMENT, 0).plays("""
                seconds | who | what  | outcome               | left
                0       | ann | buy 1 | HELD for 60 s         | 2
                0       | bob | buy 2 | HELD for 60 s         | 0
                1       | ann | pay   | to pay 50, PENDING 1  | 0
                2       | bob | pay   | to pay 100, PENDING 1 | 0
                3       | bob | paid  | PAID 1                | 0
                4       | ann | pay   | SOLD_OUT              | 0
                """);
    }

    @Test
    void aPaymentOfTheWrongAmountIsReturned() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what    | outcome                  | left
                0       | ann | buy 1   | HELD for 60 s            | 0
                1       | ann | pay     | to pay 50, PENDING 1     | 0
                2       | ann | paid 49 | REFUND_DUE 1             | 0
                3       | ann | look    | HELD for 57 s (as it is) | 0
                3       | ann | paid    | REFUND_DUE 1             | 0
                60      | ann | look    | EXPIRED (as it is)       | 1
                """);
    }

    @Test
    void aPaymentBegunTooLateIsNotBegun() {
        BoxOffice.selling(1, TakeStock.HOLD, 5).plays("""
                seconds | who | what   | outcome                | left
                0       | ann | buy 1  | HELD for 60 s          | 0
                1       | bob | buy 1  | WAITLISTED 1           | 0
                2       | bob | pay    | NOT_PAYABLE            | 0
                60      | ann | pay    | HOLD_EXPIRED           | 0
                60      | cat | paid   | NOT_FOUND              | 0
                """);
    }

    @Test
    void whatCannotBePaidIsNotAskedOfAProviderAgain() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD for 60 s        | 0
                1       | ann | pay    | to pay 50, PENDING 1 | 0
                59.999  | ann | pay    | to pay 50, PENDING 1 | 0
                60      | ann | pay    | HOLD_EXPIRED         | 1
                61      | bob | buy 1  | HELD for 60 s        | 0
                62      | ann | pay    | HOLD_EXPIRED         | 0
                63      | bob | pay    | to pay 50, PENDING 1 | 0
                64      | bob | cancel | CANCELLED (as it is) | 1
                65      | bob | pay    | NOT_PAYABLE          | 1
                """);
    }

    @Test
    void whoIsNotAmongTheFirstToPayIsNotSentToPay() {
        BoxOffice.selling(2, TakeStock.PAYMENT, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD for 60 s        | 2
                0       | bob | buy 2  | HELD for 60 s        | 0
                1       | ann | pay    | to pay 50, PENDING 1 | 0
                1       | bob | pay    | to pay 100, PENDING 1 | 0
                2       | ann | paid   | PAID 1               | 0
                3       | bob | pay    | SOLD_OUT             | 0
                4       | bob | paid   | REFUND_DUE 1         | 1
                5       | bob | look   | REJECTED SOLD_OUT (as it is) | 1
                """);
    }

    @Test
    void aLatePaymentGoesBackOnceTheSaleIsOver() {
        BoxOffice.selling(2, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                   | left
                0       | ann | buy 1  | HELD for 60 s             | 1
                0       | ann | pay    | to pay 50, PENDING 1      | 1
                0       | bob | buy 1  | HELD for 60 s             | 0
                0       | bob | pay    | to pay 50, PENDING 1      | 0
                10      |     | close  | done                      | 0
                59      | bob | paid   | PAID 1                    | 0
                61      | ann | paid   | REFUND_DUE 1              | 1
                62      | ann | look   | EXPIRED CLOSED (as it is) | 1
                """);
    }

    @Test
    void whatCostsNothingIsConfirmedWithoutAProvider() {
        BoxOffice.selling(new PurchaseRules(4, 60, TakeStock.HOLD, 100, 0), new TierTerms("a", "A", 0, 3))
                .plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 2  | HELD for 60 s        | 1
                1       | ann | pay    | to pay 0, PAID 1     | 1
                2       | ann | look   | CONFIRMED (as it is) | 1
                3       | ann | refund | REFUNDED (as it is)  | 3
                3       | ann | pay    | to pay 0, REFUNDED 1 | 3
                4       | bob | buy 1  | HELD for 60 s        | 2
                4       | bob | pay    | to pay 0, PAID 1     | 2
                5       | bob | paid 9 | PAID 1               | 2
                6       | bob | look   | CONFIRMED (as it is) | 2
                """);
    }

    @Test
    void aRefundPutsTheUnitsOnSaleAndReturnsTheMoneyOnce() {
        BoxOffice.selling(1, TakeStock.HOLD, 0).plays("""
                seconds | who | what     | outcome              | left
                0       | ann | buy 1    | HELD for 60 s        | 0
                0       | ann | refund   | NOT_REFUNDABLE       | 0
                1       | ann | pay      | to pay 50, PENDING 1 | 0
                2       | ann | paid     | PAID 1               | 0
                3       | ann | refund   | REFUNDED (as it is)  | 1
                4       | ann | refund   | REFUNDED (as it is)  | 1
                5       | ann | paid     | REFUND_DUE 1         | 1
                6       | ann | returned | REFUNDED 1           | 1
                7       | bob | refund   | NOT_FOUND            | 1
                """);
    }
}
