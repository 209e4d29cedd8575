package dev.sluice.sale;

import org.junit.jupiter.api.Test;

/** Seats as a box office would sell them. The stage is above the drawings; A is the first row. */
final class SeatedScenario {
    private static BoxOffice hall(OrphanRule orphans, int waitlist, String drawing) {
        return BoxOffice.seating(SampleSeats.drawn(drawing), orphans, waitlist);
    }

    @Test
    void theBestSeatsAreTogetherAndLeaveNobodyAlone() {
        hall(OrphanRule.SOFT, 0, """
                aaaaa
                aaaaa
                """).plays("""
                seconds | who | what   | outcome                    | left
                0       | ann | buy 2  | HELD A-1 A-2 for 60 s      | 8
                1       | bob | buy 2  | HELD B-1 B-2 for 60 s      | 6
                2       | cat | buy 2  | HELD A-3 A-4 for 60 s      | 4
                """);
    }

    @Test
    void withoutTheRuleTheNearestAreGivenWhateverTheyLeave() {
        hall(OrphanRule.OFF, 0, """
                aaaaa
                aaaaa
                """).plays("""
                seconds | who | what   | outcome                    | left
                0       | ann | buy 2  | HELD A-2 A-3 for 60 s      | 8
                """);
    }

    @Test
    void thenOrphansThenTwoRowsThenAnywhere() {
        hall(OrphanRule.SOFT, 0, """
                aaa
                aa

                aa
                """).plays("""
                seconds | who | what                  | outcome                                          | left
                0       | ann | choose s1-A-1         | HELD s1-A-1 for 60 s                             | 6
                1       | bob | choose s1-B-1         | HELD s1-B-1 for 60 s                             | 5
                2       | cat | buy 3                 | HELD s1-A-2 s1-A-3 s1-B-2 for 60 s               | 2
                3       | dan | buy 1                 | HELD s2-A-2 for 60 s                             | 1
                4       | eve | buy 1                 | HELD s2-A-1 for 60 s                             | 0
                5       | fay | buy 1                 | SOLD_OUT                                         | 0
                """);
    }

    @Test
    void anAisleAndASeatForAWheelchairPartARow() {
        hall(OrphanRule.SOFT, 0, "aa aawcaa").plays("""
                seconds | who | what   | outcome                     | left
                0       | ann | buy 3  | HELD A-2 A-3 A-4 for 60 s   | 5
                1       | bob | buy 2  | HELD A-7 A-8 for 60 s       | 3
                2       | cat | buy 2  | HELD A-1 A-5 for 60 s       | 1
                """);
    }

    @Test
    void chosenSeatsAreAllOrNoneAndOthersAreProposed() {
        hall(OrphanRule.SOFT, 0, """
                aaaaaa
                aaaaaa
                """).plays("""
                seconds | who | what           | outcome                                | left
                0       | ann | choose A-3 A-4 | HELD A-3 A-4 for 60 s                  | 10
                1       | bob | choose A-4 A-5 | SEAT_TAKEN: A-4, instead A-5 A-6       | 10
                2       | bob | choose A-5 A-6 | HELD A-5 A-6 for 60 s                  | 8
                3       | cat | choose A-1     | HELD A-1 for 60 s                      | 7
                4       | dan | choose X-1     | UNKNOWN_UNIT                           | 7
                """);
    }

    @Test
    void theStrictRuleRefusesAnOrphanThatCouldBeAvoided() {
        hall(OrphanRule.STRICT, 0, "aaaa aaa").plays("""
                seconds | who | what           | outcome                          | left
                0       | ann | choose A-2 A-3 | LEAVES_ORPHAN, instead A-1 A-2   | 7
                1       | ann | choose A-3 A-4 | HELD A-3 A-4 for 60 s            | 5
                2       | bob | choose A-6     | LEAVES_ORPHAN, instead A-5       | 5
                3       | bob | choose A-5 A-6 | HELD A-5 A-6 for 60 s            | 3
                4       | cat | choose A-7     | HELD A-7 for 60 s                | 2
                """);
    }

    @Test
    void seatsOfSeveralTiersAreNotOneReservation() {
        hall(OrphanRule.SOFT, 0, "aabb").plays("""
                seconds | who | what           | outcome               | left
                0       | ann | choose A-2 A-3 | TIERS_DIFFER          | 2
                1       | ann | choose A-3 A-4 | HELD A-3 A-4 for 60 s | 0
                2       | bob | buy 2 b        | SOLD_OUT              | 0
                3       | bob | buy 2 a        | HELD A-1 A-2 for 60 s | 0
                """);
    }

    @Test
    void whoeverPaysLateGetsTheSameSeatsOrTheMoneyBack() {
        hall(OrphanRule.SOFT, 0, "aaa").plays("""
                seconds | who | what       | outcome               | left
                0       | ann | choose A-2 | HELD A-2 for 60 s     | 2
                1       | ann | pay        | to pay 50, PENDING 1  | 2
                1       | bob | choose A-3 | HELD A-3 for 60 s     | 1
                2       | bob | pay        | to pay 50, PENDING 1  | 1
                61      | cat | choose A-3 | HELD A-3 for 60 s     | 2
                62      | ann | paid       | PAID 1                | 1
                62      | ann | look       | CONFIRMED A-2 (as it is) | 1
                63      | bob | paid       | REFUND_DUE 1          | 1
                """);
    }

    @Test
    void whoeverPaysLateForASeatThatWasMovedGetsTheMoneyBack() {
        hall(OrphanRule.SOFT, 0, "aaabbb").plays("""
                seconds | who | what           | outcome                         | left
                0       | ann | choose A-1     | HELD A-1 for 60 s               | 2
                0       | ann | pay            | to pay 50, PENDING 1            | 2
                0       | bob | choose A-2 A-3 | HELD A-2 A-3 for 60 s           | 0
                0       | bob | pay            | to pay 100, PENDING 1           | 0
                60      |     | move b A-1 A-3 | done                            | 1
                61      | ann | paid           | REFUND_DUE 1                    | 1
                61      | ann | look           | EXPIRED TIERS_DIFFER (as it is) | 1
                62      | bob | paid           | REFUND_DUE 1                    | 1
                63      |     | move a A-3     | done                            | 2
                64      | ann | paid           | REFUND_DUE 1                    | 2
                65      | cat | choose A-1     | HELD A-1 for 60 s               | 3
                """);
    }

    @Test
    void whoeverPaysLateForASeatThatIsWithheldGetsTheMoneyBack() {
        hall(OrphanRule.SOFT, 0, "aaa").plays("""
                seconds | who | what       | outcome                       | left
                0       | ann | choose A-1 | HELD A-1 for 60 s             | 2
                0       | ann | pay        | to pay 50, PENDING 1          | 2
                0       | bob | choose A-3 | HELD A-3 for 60 s             | 1
                0       | bob | pay        | to pay 50, PENDING 1          | 1
                60      |     | withhold A-1 A-3 | done                    | 1
                61      | ann | paid       | REFUND_DUE 1                  | 1
                61      | ann | look       | EXPIRED SEAT_TAKEN (as it is) | 1
                62      |     | release A-3 | done                         | 2
                63      | bob | paid       | PAID 1                        | 1
                63      | bob | look       | CONFIRMED A-3 (as it is)      | 1
                """);
    }

    @Test
    void theStrictRuleDoesNotHoldAgainForWhoeverPaysLate() {
        hall(OrphanRule.STRICT, 0, "aaaa").plays("""
                seconds | who | what           | outcome                     | left
                0       | ann | choose A-1 A-2 | HELD A-1 A-2 for 60 s       | 2
                0       | ann | pay            | to pay 100, PENDING 1       | 2
                50      | bob | choose A-4     | HELD A-4 for 60 s           | 1
                61      | ann | paid           | PAID 1                      | 1
                61      | ann | look           | CONFIRMED A-1 A-2 (as it is)| 1
                """);
    }

    @Test
    void whoWaitsForASectionGetsSeatsThere() {
        hall(OrphanRule.SOFT, 5, """
                aa

                aa
                """).plays("""
                seconds | who | what    | outcome                               | left
                0       | ann | in s2 2 | HELD s2-A-1 s2-A-2 for 60 s           | 2
                1       | bob | in s2 1 | WAITLISTED 1                          | 2
                2       | cat | choose s2-A-1 | SEAT_TAKEN: s2-A-1, instead s1-A-1 | 2
                3       | ann | cancel  | CANCELLED (as it is)                  | 3
                4       | bob | look    | HELD s2-A-1 for 59 s (as it is)       | 3
                """);
    }

    @Test
    void theMerchantWithholdsReleasesAndMovesWhatNobodyHas() {
        hall(OrphanRule.SOFT, 5, "aabb").plays("""
                seconds | who | what             | outcome                     | left
                0       | ann | choose A-1       | HELD A-1 for 60 s           | 1
                1       |     | withhold A-1 A-2 | SEAT_TAKEN: A-1             | 1
                2       |     | withhold A-2     | done                        | 0
                3       | bob | buy 1 a          | WAITLISTED 1                | 0
                4       | cat | choose A-2       | SEAT_TAKEN: A-2             | 0
                5       |     | move a A-3       | done                        | 0
                6       | bob | look             | HELD A-3 for 59 s (as it is)| 0
                7       |     | move b A-3       | SEAT_TAKEN: A-3             | 0
                8       |     | release A-2      | done                        | 1
                9       |     | capacity 9       | FIXED_CAPACITY              | 1
                10      |     | withhold X-9     | UNKNOWN_UNIT                | 1
                """);
    }
}
