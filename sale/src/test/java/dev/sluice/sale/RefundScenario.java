package dev.sluice.sale;

import org.junit.jupiter.api.Test;

/** Some tickets of a reservation, and not all. */
final class RefundScenario {

    @Test
    void someTicketsGoBackOnSaleAndTheRestStays() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what       | outcome                         | left
                0       | ann | buy 3      | HELD for 60 s                   | 0
                1       | ann | refund 1   | NOT_REFUNDABLE                  | 0
                1       | ann | pay        | to pay 150, PENDING 1           | 0
                2       | ann | paid       | PAID 1                          | 0
                3       | ann | refund 2   | CONFIRMED 2 of 3 (as it is)     | 1
                4       | ann | pay        | to pay 150, PAID 1: 50 due      | 1
                5       | bob | buy 1      | HELD for 60 s                   | 0
                6       | ann | refund 2   | CONFIRMED 2 of 3 (as it is)     | 0
                7       | ann | refund 1 2 | CONFIRMED 1 of 3 (as it is)     | 1
                8       | ann | back 50    | PAID 1: 50 back, 50 due         | 1
                9       | ann | back 50    | PAID 1: 50 back, 50 due         | 1
                10      | ann | cancel     | NOT_CANCELLABLE                 | 1
                11      | ann | refund     | REFUNDED (as it is)             | 2
                12      | ann | back 150   | REFUNDED 1: 50 back, 50 back, 50 back | 2
                13      | ann | refund 3   | REFUNDED (as it is)             | 2
                """);
    }

    @Test
    void theLastTicketEndsTheReservation() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what     | outcome                          | left
                0       | ann | buy 2    | HELD for 60 s                    | 1
                1       | ann | pay      | to pay 100, PENDING 1            | 1
                2       | ann | paid     | PAID 1                           | 1
                3       | ann | refund 2 | CONFIRMED 1 of 2 (as it is)      | 2
                4       | ann | back 50  | PAID 1: 50 back                  | 2
                5       | ann | refund 1 | REFUNDED (as it is)              | 3
                6       | ann | back 50  | REFUND_DUE 1: 50 back, 50 due    | 3
                7       | ann | back 100 | REFUNDED 1: 50 back, 50 back     | 3
                """);
    }

    @Test
    void aTicketThatThereIsNotTakesNothing() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what       | outcome                     | left
                0       | ann | buy 2      | HELD for 60 s               | 1
                1       | ann | pay        | to pay 100, PENDING 1       | 1
                2       | ann | paid       | PAID 1                      | 1
                3       | ann | refund 1 3 | NOT_FOUND                   | 1
                3       | ann | refund 0   | NOT_FOUND                   | 1
                3       | ann | look       | CONFIRMED (as it is)        | 1
                4       | ann | refund 1   | CONFIRMED 1 of 2 (as it is) | 2
                5       | ann | refund 3   | NOT_FOUND                   | 2
                """);
    }

    @Test
    void whoGaveSomeBackMayBuyThemAgain() {
        BoxOffice.selling(9, TakeStock.HOLD, 0).plays("""
                seconds | who   | what     | outcome                     | left
                0       | ann   | buy 4    | HELD for 60 s               | 5
                1       | ann   | pay      | to pay 200, PENDING 1       | 5
                2       | ann   | paid     | PAID 1                      | 5
                3       | ann/2 | buy 1    | LIMIT_EXCEEDED              | 5
                4       | ann   | refund 3 | CONFIRMED 3 of 4 (as it is) | 6
                5       | ann/2 | buy 2    | LIMIT_EXCEEDED              | 6
                5       | ann/2 | buy 1    | HELD for 60 s               | 5
                6       | ann   | buy 4    | CONFIRMED 3 of 4 (as it is) | 5
                6       | ann   | buy 3    | IDEMPOTENCY_KEY_REUSED      | 5
                """);
    }

    @Test
    void whatComesFreeIsOfferedToThoseWhoWait() {
        BoxOffice.selling(3, TakeStock.HOLD, 5).plays("""
                seconds | who | what       | outcome                     | left
                0       | ann | buy 3      | HELD for 60 s               | 0
                1       | ann | pay        | to pay 150, PENDING 1       | 0
                2       | ann | paid       | PAID 1                      | 0
                3       | bob | buy 2      | WAITLISTED 1                | 0
                3       | cat | buy 1      | WAITLISTED 2                | 0
                4       | ann | refund 1   | CONFIRMED 2 of 3 (as it is) | 0
                4       | cat | look       | HELD for 60 s (as it is)    | 0
                5       | ann | refund 2   | CONFIRMED 1 of 3 (as it is) | 1
                6       | ann | refund 3   | REFUNDED (as it is)         | 0
                6       | bob | look       | HELD for 60 s (as it is)    | 0
                """);
    }

    @Test
    void aSecondChargeAndALateReportChangeNothingOfTheRest() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what           | outcome                                       | left
                0       | ann | buy 2          | HELD for 60 s                                 | 1
                1       | ann | pay            | to pay 100, PENDING 1                         | 1
                2       | ann | paid           | PAID 1                                        | 1
                3       | ann | refund 1       | CONFIRMED 1 of 2 (as it is)                   | 2
                4       | ann | paid 100 1 two | PAID 1: ref KEPT, two REFUND_DUE: 50 due      | 2
                5       | ann | paid           | PAID 1: ref KEPT, two REFUND_DUE: 50 due      | 2
                6       | ann | declined       | PAID 1: ref KEPT, two REFUND_DUE: 50 due      | 2
                7       | ann | returned       | REFUND_DUE 1: ref REFUNDED, two REFUND_DUE: 50 back, 50 back | 3
                8       | ann | look           | REFUNDED (as it is)                           | 3
                """);
    }

    @Test
    void whatCostsNothingGoesBackWithoutMoney() {
        PurchaseRules rules = new PurchaseRules(4, 60, TakeStock.PAYMENT, 150, 0);
        BoxOffice.selling(rules, new TierTerms("a", "A", 0, 3)).plays("""
                seconds | who | what       | outcome                     | left
                0       | ann | buy 3      | HELD for 60 s               | 1
                1       | ann | pay        | to pay 0, PAID 1            | 0
                2       | ann | refund 2 1 | CONFIRMED 1 of 3 (as it is) | 2
                3       | bob | buy 2      | HELD for 60 s               | 1
                4       | ann | pay        | to pay 0, PAID 1            | 1
                5       | ann | refund     | REFUNDED (as it is)         | 2
                6       | ann | pay        | to pay 0, REFUNDED 1        | 2
                """);
    }
}
