package dev.sluice.sale;

import org.junit.jupiter.api.Test;

final class TakeStockScenario {

    @Test
    void takenAtOrderThereIsNoDeadline() {
        BoxOffice.selling(2, TakeStock.ORDER, 1).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD                 | 1
                0       | bob | buy 1  | HELD                 | 0
                1       | cat | buy 1  | WAITLISTED 1         | 0
                3000    | ann | look   | HELD (as it is)      | 0
                3001    | ann | pay    | to pay 50, PENDING 1 | 0
                3002    | ann | paid   | PAID 1               | 0
                3003    | bob | cancel | CANCELLED (as it is) | 0
                3003    | cat | look   | HELD (as it is)      | 0
                9999    | cat | look   | HELD (as it is)      | 0
                """);
    }

    @Test
    void takenAtPaymentTheFirstToPayGetTheUnits() {
        BoxOffice.selling(2, TakeStock.PAYMENT, 0).plays("""
                seconds | who | what   | outcome                      | left
                0       | ann | buy 1  | HELD for 60 s                | 2
                0       | bob | buy 1  | HELD for 60 s                | 1
                0       | cat | buy 1  | HELD for 60 s                | 0
                0       | dan | buy 1  | SOLD_OUT                     | 0
                1       | ann | pay    | to pay 50, PENDING 1         | 0
                1       | bob | pay    | to pay 50, PENDING 1         | 0
                1       | cat | pay    | to pay 50, PENDING 1         | 0
                2       | cat | paid   | PAID 1                       | 0
                3       | bob | paid   | PAID 1                       | 0
                4       | ann | paid   | REFUND_DUE 1                 | 0
                4       | ann | look   | REJECTED SOLD_OUT (as it is) | 0
                5       | cat | refund | REFUNDED (as it is)          | 1
                """);
    }

    @Test
    void takenAtPaymentNobodyIsAskedForMoneyOnceAllIsSold() {
        BoxOffice.selling(2, TakeStock.PAYMENT, 0).plays("""
                seconds | who | what   | outcome               | left
                0       | ann | buy 2  | HELD for 60 s         | 1
                0       | bob | buy 1  | HELD for 60 s         | 0
                1       | ann | pay    | to pay 100, PENDING 1 | 0
                2       | ann | paid   | PAID 1                | 0
                3       | bob | pay    | SOLD_OUT              | 0
                60      | bob | look   | EXPIRED (as it is)    | 0
                """);
    }

    @Test
    void takenAtPaymentAnUnpaidReservationMakesRoomForAnother() {
        BoxOffice.selling(2, TakeStock.PAYMENT, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 2  | HELD for 60 s        | 1
                0       | bob | buy 1  | HELD for 60 s        | 0
                1       | ann | cancel | CANCELLED (as it is) | 2
                60      | cat | buy 2  | HELD for 60 s        | 1
                """);
    }
}
