package dev.sluice.sale;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MerchantScenario {

    @Test
    void capacityGoesUpAndDownButNeverBelowWhatIsTaken() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what       | outcome        | left
                0       | ann | buy 2      | HELD for 60 s  | 1
                1       |     | capacity 1 | CAPACITY_TAKEN | 1
                2       |     | capacity 2 | done           | 0
                3       | bob | buy 1      | SOLD_OUT       | 0
                4       |     | capacity 5 | done           | 3
                5       | bob | buy 3      | HELD for 60 s  | 0
                """);
    }

    @Test
    void aPauseStopsPurchasesAndNothingElse() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome                  | left
                0       | ann | buy 1  | HELD for 60 s            | 2
                1       |     | pause  | done                     | 2
                2       | bob | buy 1  | PAUSED                   | 2
                3       | ann | buy 1  | HELD for 57 s (as it is) | 2
                4       | ann | pay    | to pay 50, PENDING 1     | 2
                5       | ann | paid   | PAID 1                   | 2
                6       |     | resume | done                     | 2
                7       | bob | buy 1  | HELD for 60 s            | 1
                """);
    }

    @Test
    void holdsCanBeKeptUntilATimeAndAreNeverCutShort() {
        BoxOffice.selling(3, TakeStock.HOLD, 5).plays("""
                seconds | who | what     | outcome                   | left
                0       | ann | buy 1    | HELD for 60 s             | 2
                0       | ann | pay      | to pay 50, PENDING 1      | 2
                10      |     | pause    | done                      | 2
                10      |     | keep 300 | done                      | 2
                11      |     | keep 300 | done                      | 2
                12      |     | keep 200 | done                      | 2
                61      | ann | look     | HELD for 239 s (as it is) | 2
                62      |     | resume   | done                      | 2
                63      | bob | buy 2    | HELD for 237 s            | 0
                64      | cat | buy 1    | WAITLISTED 1              | 0
                299     | ann | pay      | to pay 50, PENDING 1      | 0
                299     | ann | paid     | PAID 1                    | 0
                299     | bob | look     | HELD for 1 s (as it is)   | 0
                300     | bob | look     | EXPIRED (as it is)        | 1
                300     | cat | look     | HELD for 60 s (as it is)  | 1
                301     | dan | buy 1    | HELD for 60 s             | 0
                """);
    }

    @Test
    void holdsWithoutADeadlineAreNotGivenOne() {
        BoxOffice.selling(3, TakeStock.ORDER, 5).plays("""
                seconds | who | what     | outcome         | left
                0       | ann | buy 1    | HELD            | 2
                1       |     | keep 300 | done            | 2
                400     | ann | look     | HELD (as it is) | 2
                """);
    }

    @Test
    void aPausedSaleDoesNotSayWhenItOpens() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome       | left
                -20     |     | pause  | done          | 3
                -10     | ann | buy 1  | PAUSED        | 3
                -9      |     | resume | done          | 3
                -8      | ann | buy 1  | NOT_OPEN      | 3
                0       | ann | buy 1  | HELD for 60 s | 2
                """);
    }

    @Test
    void aClosedSaleStaysClosedAndItsHoldsStayPayable() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds | who | what   | outcome              | left
                0       | ann | buy 1  | HELD for 60 s        | 2
                1       |     | close  | done                 | 2
                2       |     | resume | done                 | 2
                3       | bob | buy 1  | CLOSED               | 2
                4       | ann | pay    | to pay 50, PENDING 1 | 2
                5       | ann | paid   | PAID 1               | 2
                """);
    }

    @Test
    void theWindowEndsBeforeItsLastMillisecondIsOver() {
        BoxOffice.selling(3, TakeStock.HOLD, 0).plays("""
                seconds  | who | what  | outcome       | left
                3599.999 | ann | buy 1 | HELD for 60 s | 2
                3600     | bob | buy 1 | CLOSED        | 2
                """);
    }

    @Test
    void pricesStandFromTheOpeningOn() {
        BoxOffice office = BoxOffice.selling(3, TakeStock.HOLD, 0);
        office.prepare(with(office.terms(), 4, 70));
        office.plays("""
                seconds | who | what  | outcome               | left
                -1      |     | amend | done                  | 3
                0       | ann | buy 2 | HELD for 60 s         | 1
                1       | ann | pay   | to pay 140, PENDING 1 | 1
                """);
        office.prepare(with(office.terms(), 4, 80));
        office.plays("""
                seconds | who | what  | outcome      | left
                2       |     | amend | ALREADY_OPEN | 1
                """);
    }

    @Test
    void aLowerLimitTakesNothingAway() {
        BoxOffice office = BoxOffice.selling(9, TakeStock.HOLD, 0);
        office.prepare(with(office.terms(), 2, BoxOffice.PRICE));
        office.plays("""
                seconds | who   | what  | outcome              | left
                0       | ann   | buy 3 | HELD for 60 s        | 6
                1       |       | amend | done                 | 6
                2       | ann/2 | buy 1 | LIMIT_EXCEEDED       | 6
                3       | bob   | buy 3 | LIMIT_EXCEEDED       | 6
                4       | bob   | buy 2 | HELD for 60 s        | 4
                5       | ann   | pay   | to pay 150, PENDING 1 | 4
                6       | ann   | paid  | PAID 1               | 4
                """);
    }

    private static SaleTerms with(SaleTerms terms, int limit, long price) {
        PurchaseRules rules = new PurchaseRules(limit, 60, TakeStock.HOLD, 100, 0);
        TierTerms tier = new TierTerms("a", "A", price, terms.tiers().getFirst().capacity());
        return new SaleTerms(
                terms.id(), terms.title(), "", terms.window(), terms.order(), rules, terms.currency(), List.of(tier));
    }
}
