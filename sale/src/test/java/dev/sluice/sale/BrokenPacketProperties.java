package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Red packets that are broken on purpose: the trial that the real one passes must catch each of them. */
final class BrokenPacketProperties {

    @Test
    void aShareThatIsWrittenDownWithAUnitMore() {
        assertCaught(
                (sale, changes) -> Subject.Real.make(sale, change -> changes.accept(withMore(change))),
                "left for those who follow",
                "what was grabbed and what returned are the total");
    }

    @Test
    void aRestThatIsReturnedWithAUnitLess() {
        assertCaught(
                (sale, changes) -> Subject.Real.make(sale, change -> changes.accept(returningLess(change))),
                "what was grabbed and what returned are the total");
    }

    @Test
    void aPacketWithAnotherSecret() {
        Subject.Maker other = (sale, changes) -> {
            SaleTerms terms = sale.terms();
            RedPacketTerms packet = (RedPacketTerms) terms.inventory();
            RedPacketTerms guessed = new RedPacketTerms(packet.total(), packet.shares(), packet.split(), 1, 2);
            SaleState guess = new SaleState(
                    sale.number(),
                    terms.withInventory(terms.tiers(), guessed),
                    sale.paused(),
                    sale.closed(),
                    sale.version());
            return Subject.Real.make(guess, changes);
        };
        assertThat(Seeds.findFailure(new RandomPacket(), sale -> new Trial(sale, other)::againstModel))
                .isPresent();
    }

    private static void assertCaught(Subject.Maker broken, String... rules) {
        assertThat(Seeds.findFailure(new RandomPacket(), sale -> new Trial(sale, broken)::againstModel))
                .isPresent();
        assertThat(Seeds.findFailure(new RandomPacket(), sale -> new Trial(sale, broken)::againstRows))
                .hasValueSatisfying(report -> assertThat(report).containsAnyOf(rules));
    }

    private static Change withMore(Change change) {
        if (!(change instanceof Change.Made(ReservationState r, String user))) {
            return change;
        }
        return new Change.Made(NaiveRows.withAmount(r, r.amount() + 1), user);
    }

    private static Change returningLess(Change change) {
        if (!(change instanceof Change.SaleChanged(SaleState sale))
                || !(sale.terms().inventory() instanceof RedPacketTerms packet)
                || packet.returned() < 1) {
            return change;
        }
        SaleTerms less = sale.terms().withInventory(sale.terms().tiers(), packet.withReturned(packet.returned() - 1));
        return new Change.SaleChanged(new SaleState(sale.number(), less, sale.paused(), sale.closed(), sale.version()));
    }
}
