package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Trains that are sold wrongly on purpose: the trial that the real ones pass must catch each of them, even without a model. */
final class BrokenJourneyProperties {
    private static final String OVERSOLD = "no hop is sold oftener than there are seats";

    @Test
    void theNaiveTrainItselfIsNotCaught() {
        assertThat(Seeds.findFailure(new RandomJourney(), sale -> new Trial(sale, NaiveBook::new)::againstRows))
                .isEmpty();
    }

    /** The newest ticket is overlooked. It stays without a number, or somebody else gets its seat. */
    @Test
    void forgettingOneOfThoseWhoHaveASeat() {
        assertCaught(
                taken -> taken.subList(0, Math.max(0, taken.size() - 1)),
                "a seat is one person's on each hop",
                "seats have numbers from their time on",
                OVERSOLD);
    }

    /** They stay without one, or others are sold what is theirs before the time comes. */
    @Test
    void forgettingThoseWhoHaveNoNumberYet() {
        assertCaught(
                taken -> taken.stream().filter(r -> !r.units().isEmpty()).toList(),
                "seats have numbers from their time on",
                OVERSOLD);
    }

    /** Seats are sold and offered on stretches that lie behind the train. */
    @Test
    void overlookingThatTheTrainHasLeft() {
        class Late extends NaiveBook {
            Late(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean hasLeft(Selection selection) {
                return false;
            }
        }
        assertThat(Seeds.findFailure(new RandomJourney(), sale -> new Trial(sale, Late::new)::againstModel))
                .isPresent();
        assertThat(Seeds.findFailure(new RandomJourney(), sale -> new Trial(sale, Late::new)::againstRows))
                .hasValueSatisfying(report -> assertThat(report)
                        .containsAnyOf(
                                "nobody gets a seat where the train has left", "a hold ends when its train leaves"));
    }

    private static void assertCaught(UnaryOperator<List<ReservationState>> forgets, String... rules) {
        class Forgetful extends NaiveBook {
            Forgetful(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            List<ReservationState> taken() {
                return forgets.apply(super.taken());
            }
        }
        assertThat(Seeds.findFailure(new RandomJourney(), sale -> new Trial(sale, Forgetful::new)::againstModel))
                .isPresent();
        assertThat(Seeds.findFailure(new RandomJourney(), sale -> new Trial(sale, Forgetful::new)::againstRows))
                .hasValueSatisfying(report -> assertThat(report).containsAnyOf(rules));
    }
}
