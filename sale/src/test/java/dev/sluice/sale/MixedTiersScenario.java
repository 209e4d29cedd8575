package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One order of several tiers. {@code mix 2 1} asks for two of tier a, which cost 50 each, and one of tier b, which costs 30. */
final class MixedTiersScenario {
    private static final PurchaseRules RULES = new PurchaseRules(4, 60, TakeStock.HOLD, 150, 5);

    private static BoxOffice selling(PurchaseRules rules, long a, long b) {
        return BoxOffice.selling(rules, new TierTerms("a", "A", 50, a), new TierTerms("b", "B", 30, b));
    }

    @Test
    void itIsHadAsAWholeOrNotAtAll() {
        selling(RULES.mixing(true), 3, 2).plays("""
                seconds | who   | what    | outcome                   | left
                0       | ann   | mix 2 1 | HELD for 60 s             | 1
                1       | bob   | mix 2 1 | SOLD_OUT, left [1,1]      | 1
                2       | bob   | buy 2 b | WAITLISTED 1              | 1
                3       | cyd   | mix 1 2 | SOLD_OUT, left [1,1]      | 1
                4       | cyd   | mix 1 1 | HELD for 60 s             | 0
                5       | ann   | mix 2 1 | HELD for 55 s (as it is)  | 0
                5       | ann   | mix 1 2 | IDEMPOTENCY_KEY_REUSED    | 0
                5       | ann   | buy 3   | IDEMPOTENCY_KEY_REUSED    | 0
                6       | ann/2 | mix 1 1 | LIMIT_EXCEEDED            | 0
                7       | ann   | cancel  | CANCELLED (as it is)      | 2
                8       | bob/2 | buy 1 b | HELD for 60 s             | 0
                9       | eve   | buy 1 b | WAITLISTED 2              | 0
                10      | bob/2 | cancel  | CANCELLED (as it is)      | 0
                11      | fay   | mix 1 1 | SOLD_OUT, left [2,0]      | 2
                """);
    }

    @Test
    void itCostsWhatItsTicketsCostAndEachGoesBackForItsPrice() {
        selling(RULES.mixing(true), 3, 2).plays("""
                seconds | who | what       | outcome                     | left
                0       | ann | mix 2 2    | HELD for 60 s               | 1
                1       | ann | pay        | to pay 160, PENDING 1       | 1
                2       | ann | paid       | PAID 1                      | 1
                3       | ann | refund 2 3 | CONFIRMED 2 of 4 (as it is) | 2
                4       | ann | back 80    | PAID 1: 80 back             | 2
                5       | bob | mix 2 1    | HELD for 60 s               | 0
                6       | ann | refund 4   | CONFIRMED 1 of 4 (as it is) | 0
                7       | ann | back 110   | PAID 1: 80 back, 30 back    | 0
                8       | cyd | buy 1 b    | HELD for 60 s               | 0
                9       | ann | refund     | REFUNDED (as it is)         | 0
                9       | ann | back 160   | REFUNDED 1: 80 back, 30 back, 50 back | 0
                """);
    }

    @Test
    void whatComesFreeIsOfferedInEachOfItsTiers() {
        selling(RULES.mixing(true), 2, 1).plays("""
                seconds | who | what    | outcome                   | left
                0       | ann | mix 2 1 | HELD for 60 s             | 0
                1       | bob | buy 1 a | WAITLISTED 1              | 0
                2       | cyd | buy 1 b | WAITLISTED 1              | 0
                60      | bob | look    | HELD for 60 s (as it is)  | 0
                60      | cyd | look    | HELD for 60 s (as it is)  | 0
                """);
    }

    @Test
    void aPaymentThatIsLateGetsAllOrGoesBack() {
        selling(RULES.mixing(true), 2, 2).plays("""
                seconds | who | what    | outcome                   | left
                0       | ann | mix 1 2 | HELD for 60 s             | 1
                1       | ann | pay     | to pay 110, PENDING 1     | 1
                61      | ann | look    | EXPIRED (as it is)        | 2
                62      | bob | buy 1 b | HELD for 60 s             | 1
                63      | ann | paid    | REFUND_DUE 1              | 1
                64      | ann | look    | EXPIRED SOLD_OUT (as it is) | 1
                """);
    }

    @Test
    void whereStockIsTakenAtPaymentAllOfItMustBeThere() {
        PurchaseRules rules = new PurchaseRules(4, 60, TakeStock.PAYMENT, 300, 0).mixing(true);
        selling(rules, 2, 1).plays("""
                seconds | who | what    | outcome                   | left
                0       | ann | mix 1 1 | HELD for 60 s             | 2
                1       | bob | mix 2 1 | HELD for 60 s             | 2
                2       | ann | pay     | to pay 80, PENDING 1      | 2
                3       | bob | pay     | to pay 130, PENDING 1     | 2
                4       | ann | paid    | PAID 1                    | 1
                5       | bob | paid    | REFUND_DUE 1              | 1
                6       | bob | look    | REJECTED SOLD_OUT (as it is) | 1
                """);
    }

    @Test
    void whereASaleDoesNotMixTheyDiffer() {
        selling(RULES, 3, 2).plays("""
                seconds | who | what    | outcome       | left
                0       | ann | mix 2 1 | TIERS_DIFFER  | 3
                1       | ann | buy 2 a | HELD for 60 s | 1
                """);
    }

    @Test
    void seatsOfSeveralTiersAreOneOrder() {
        BoxOffice.seatingMixed(SampleSeats.drawn("aabbb"), OrphanRule.OFF).plays("""
                seconds | who | what           | outcome                             | left
                0       | ann | choose A-2 A-3 | HELD A-2 A-3 for 60 s               | 1
                1       | bob | choose A-1 A-3 | SEAT_TAKEN: A-3, instead A-1 A-4    | 1
                2       | ann | pay            | to pay 100, PENDING 1               | 1
                3       | ann | paid           | PAID 1                              | 1
                4       | ann | refund 2       | CONFIRMED 1 of 2 A-2 (as it is)     | 1
                5       | bob | choose A-1 A-3 | HELD A-1 A-3 for 60 s               | 0
                6       |     | move b A-1     | SEAT_TAKEN: A-1                     | 0
                65      |     | move b A-1     | done                                | 0
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items:2,1", "items:0,1,0,3", "items:1,1;4,9", "seats:3,4"})
    void theTextReadsBack(String text) {
        assertThat(Selection.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"items:", "items:2", "items:0,2", "items:1,1,0", "items:1,-1,2", "items:1,1;3", "items:1,1;"})
    void aTextThatIsNoOrderOfSeveralTiersIsNone(String text) {
        assertThatThrownBy(() -> Selection.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
