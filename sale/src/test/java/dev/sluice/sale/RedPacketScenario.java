package dev.sluice.sale;

import org.junit.jupiter.api.Test;

final class RedPacketScenario {
    private static BoxOffice packet(long total, int shares) {
        return BoxOffice.handingOut(new RedPacketTerms(total, shares, Split.EQUAL, 1, 2));
    }

    @Test
    void aShareIsOwnedAtOnceAndTheLastTakesWhatIsLeft() {
        packet(75, 3).plays("""
                seconds | who | what  | outcome      | left
                -1      | ann | buy 1 | NOT_OPEN     | 3
                0       | ann | buy 1 | CONFIRMED 25 | 2
                0       | bob | buy 1 | CONFIRMED 25 | 1
                0       | cat | buy 1 | CONFIRMED 25 | 0
                1       | dan | buy 1 | SOLD_OUT     | 0
                """);
    }

    @Test
    void everyUserGrabsOnce() {
        packet(4, 4).plays("""
                seconds | who   | what  | outcome                | left
                0       | ann   | buy 1 | CONFIRMED 1            | 3
                1       | ann   | buy 1 | CONFIRMED 1 (as it is) | 3
                1       | ann/2 | buy 1 | LIMIT_EXCEEDED         | 3
                1       | bob   | buy 2 | LIMIT_EXCEEDED         | 3
                """);
    }

    @Test
    void aShareIsNeitherPaidNorGivenBack() {
        packet(75, 3).plays("""
                seconds | who | what    | outcome         | left
                0       | ann | buy 1   | CONFIRMED 25    | 2
                1       | ann | pay     | NOT_PAYABLE     | 2
                1       | ann | paid 25 | NOT_FOUND       | 2
                1       | ann | cancel  | NOT_CANCELLABLE | 2
                1       | ann | refund  | NOT_REFUNDABLE  | 2
                1       |     | capacity 9 | FIXED_CAPACITY | 2
                """);
    }

    @Test
    void whatNobodyGrabbedReturnsAtTheEndOfTheWindow() {
        packet(75, 3).plays("""
                seconds  | who | what   | outcome                                             | left
                0        | ann | buy 1  | CONFIRMED 25                                        | 2
                3599.999 |     | packet | RedPacketLeft[granted=25, returned=false], -1       | 2
                3600     |     | packet | RedPacketLeft[granted=25, returned=true], 50        | 2
                3600     | bob | buy 1  | CLOSED                                              | 2
                """);
    }

    @Test
    void itReturnsAtOnceWhereTheMerchantCloses() {
        packet(75, 3).plays("""
                seconds | who | what   | outcome                                       | left
                0       | ann | buy 1  | CONFIRMED 25                                  | 2
                1       |     | pause  | done                                          | 2
                1       | bob | buy 1  | PAUSED                                        | 2
                2       |     | packet | RedPacketLeft[granted=25, returned=false], -1 | 2
                2       |     | close  | done                                          | 2
                2       |     | packet | RedPacketLeft[granted=25, returned=true], 50  | 2
                9       |     | packet | RedPacketLeft[granted=25, returned=true], 50  | 2
                """);
    }

    @Test
    void nothingReturnsOfAPacketThatWasGrabbedWhole() {
        packet(9, 1).plays("""
                seconds | who | what   | outcome                                     | left
                0       | ann | buy 1  | CONFIRMED 9                                 | 0
                1       |     | packet | RedPacketLeft[granted=9, returned=false], -1 | 0
                3600    |     | packet | RedPacketLeft[granted=9, returned=true], 0  | 0
                """);
    }

    @Test
    void aPacketThatReturnedIsNotOpenedAgain() {
        BoxOffice office = packet(75, 3);
        office.plays("""
                seconds | who | what   | outcome                                      | left
                0       | ann | buy 1  | CONFIRMED 25                                 | 2
                3600    |     | packet | RedPacketLeft[granted=25, returned=true], 50 | 2
                """);
        SaleTerms terms = office.terms();
        Window longer = new Window(BoxOffice.OPENS, BoxOffice.OPENS + 7_200_000);
        office.prepare(new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                longer,
                terms.order(),
                terms.rules(),
                terms.currency(),
                terms.tiers(),
                terms.inventory()));
        office.plays("""
                seconds | who | what   | outcome                                      | left
                3601    |     | amend  | done                                         | 2
                3601    | bob | buy 1  | SOLD_OUT                                     | 2
                7200    |     | packet | RedPacketLeft[granted=25, returned=true], 50 | 2
                """);
    }

    @Test
    void whatIsInAPacketStaysOnceItIsOpen() {
        BoxOffice office = packet(75, 3);
        SaleTerms terms = office.terms();
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        office.prepare(terms.withInventory(
                terms.tiers(), new RedPacketTerms(packet.total() + 1, packet.shares(), packet.split(), 1, 2)));
        office.plays("""
                seconds | who | what   | outcome                                      | left
                -1      |     | amend  | done                                         | 3
                """);
        office.prepare(terms);
        office.plays("""
                seconds | who | what   | outcome                                      | left
                0       |     | amend  | ALREADY_OPEN                                 | 3
                """);
    }
}
