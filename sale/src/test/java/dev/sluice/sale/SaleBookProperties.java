package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SaleBookProperties {

    /** Outcomes, changes, states and counts after each command; conservation, limit, payments and order of the waitlist. */
    @Test
    void decidesAsTheNaiveBookDoes() {
        assertThat(Seeds.findFailure(sale -> new Trial(sale, Subject.Real::make)::againstModel))
                .isEmpty();
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadBeen() {
        assertThat(Seeds.findFailure(sale -> new Trial(sale, Subject.Real::make)::restored))
                .isEmpty();
    }

    @Test
    void theSameCommandsAtTheSameTimesLeadToTheSameChanges() {
        assertThat(Seeds.findFailure(sale -> steps -> {
                    List<Change> first = changes(sale, steps);
                    return first.equals(changes(sale, steps)) ? Optional.empty() : Optional.of("changes differ");
                }))
                .isEmpty();
    }

    /** Deadlines are met: once everything due was ended, nothing that is announced for later was due before. */
    @Test
    void announcesWhatIsDueNeverTooLate() {
        assertThat(Seeds.findFailure(sale -> steps -> announcedTooLate(sale, steps)))
                .isEmpty();
    }

    /** A trial sees only what its runs meet. Too many reservations of one buyer take a longer run, and a test of its own. */
    @Test
    void theRunsMeetEveryRejectionAndStatus() {
        Set<Object> met = new HashSet<>();
        Seeds.findFailure(sale -> steps -> {
            changes(sale, steps).forEach(change -> met.addAll(seen(change)));
            met.addAll(rejections(sale, steps));
            return Optional.empty();
        });
        assertThat(met).contains((Object[]) PaymentStatus.values());
        assertThat(met).containsAll(EnumSet.complementOf(EnumSet.of(Status.QUEUED)));
        EnumSet<Rejection> ofOtherSales = EnumSet.of(
                Rejection.TOO_MANY_RESERVATIONS,
                Rejection.TIERS_DIFFER,
                Rejection.SEAT_TAKEN,
                Rejection.LEAVES_ORPHAN,
                Rejection.UNKNOWN_UNIT,
                Rejection.FIXED_CAPACITY);
        assertThat(met).containsAll(EnumSet.complementOf(ofOtherSales));
    }

    private static List<Object> seen(Change change) {
        return switch (change) {
            case Change.Made c -> List.of(c.state().status());
            case Change.Moved c -> List.of(c.state().status());
            case Change.PaymentChanged c -> List.of(c.payment().status());
            case Change.RefundOrdered c -> List.of(c.payment().status());
            case Change.SaleChanged _ -> List.of();
        };
    }

    private static Set<Rejection> rejections(SaleState sale, List<Step> steps) {
        Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);
        SaleBook book = new SaleBook(sale, _ -> {});
        for (Step step : steps) {
            book.expireDue(step.nowMillis(), step.expiries());
            if (book.apply(step.command(), step.nowMillis()) instanceof Outcome.Refused refused) {
                rejections.add(refused.reason());
            }
        }
        return rejections;
    }

    private static List<Change> changes(SaleState sale, List<Step> steps) {
        List<Change> changes = new ArrayList<>();
        SaleBook book = new SaleBook(sale, changes::add);
        for (Step step : steps) {
            book.expireDue(step.nowMillis(), step.expiries());
            book.apply(step.command(), step.nowMillis());
        }
        return changes;
    }

    private static Optional<String> announcedTooLate(SaleState sale, List<Step> steps) {
        SaleBook book = new SaleBook(sale, _ -> {});
        NaiveBook model = new NaiveBook(sale, _ -> {});
        for (Step step : steps) {
            for (Subject each : List.of(new Subject.Real(book), model)) {
                each.expireDue(step.nowMillis(), step.expiries());
                each.apply(step.command(), step.nowMillis());
            }
            if (book.nextDueMillis() > model.nextDueMillis()) {
                return Optional.of(
                        "at " + step + ": due at " + model.nextDueMillis() + ", announced for " + book.nextDueMillis());
            }
        }
        return Optional.empty();
    }
}
