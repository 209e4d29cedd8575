package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
final class SaleBookProperties {
    /** Stands for a reservation of which some tickets went back. */
    private static final String IN_PART = "in part";

    /** See {@link EntriesProperties} and {@link WaitingTest}. */
    private static final EnumSet<Rejection> OF_DRAWS = EnumSet.of(
            Rejection.NO_ROOM,
            Rejection.LINE_FULL,
            Rejection.NO_PLACE,
            Rejection.NOT_YOUR_TURN,
            Rejection.NOT_DRAWN,
            Rejection.NO_DRAW,
            Rejection.SEALED,
            Rejection.NO_CHOICE,
            Rejection.ENTRIES_FULL,
            Rejection.NOT_WAIVABLE);

    static List<RandomGoods> kinds() {
        return RandomGoods.all();
    }

    /** Outcomes, changes, states and counts after each command; conservation, limit, payments and order of the waitlist. */
    @ParameterizedTest
    @MethodSource("kinds")
    void decidesAsTheNaiveBookDoes(RandomGoods goods) {
        assertThat(Seeds.findFailure(goods, sale -> new Trial(sale, Subject.Real::make)::againstModel))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnAfterARestoreAsIfNothingHadBeen(RandomGoods goods) {
        assertThat(Seeds.findFailure(goods, sale -> new Trial(sale, Subject.Real::make)::restored))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameCommandsAtTheSameTimesLeadToTheSameChangesWhoeverLeaves(RandomGoods goods) {
        assertThat(Seeds.findFailure(goods, sale -> steps -> {
                    List<Change> first = changes(sale, steps);
                    boolean same = first.equals(changes(sale, steps)) && first.equals(changesWithLeaving(sale, steps));
                    return same ? Optional.empty() : Optional.of("changes differ");
                }))
                .isEmpty();
    }

    /** Deadlines are met: once everything due was ended, nothing that is announced for later was due before. */
    @ParameterizedTest
    @MethodSource("kinds")
    void announcesWhatIsDueNeverTooLate(RandomGoods goods) {
        assertThat(Seeds.findFailure(goods, sale -> steps -> announcedTooLate(sale, steps)))
                .isEmpty();
    }

    /**
     * A trial sees only what its runs meet. Too many reservations of one buyer take a longer run, and a test of its own; what a ledger cannot
     * keep is not refused by a book.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    void theRunsMeetEveryRejectionAndStatus(RandomGoods goods) {
        Set<Object> met = new HashSet<>();
        Seeds.findFailure(goods, sale -> steps -> {
            changes(sale, steps).forEach(change -> met.addAll(seen(change)));
            met.addAll(rejections(sale, steps));
            return Optional.empty();
        });
        if (goods.isPaid()) {
            assertThat(met).contains((Object[]) PaymentStatus.values()).contains(IN_PART);
            EnumSet<ReservationStatus> ofOtherKinds = EnumSet.of(ReservationStatus.QUEUED);
            ofOtherKinds.addAll(goods.neverReached());
            assertThat(met).containsAll(EnumSet.complementOf(ofOtherKinds));
        }
        EnumSet<Rejection> ofOtherSales = EnumSet.of(
                Rejection.TOO_MANY_RESERVATIONS, Rejection.UNSTORABLE, Rejection.TOO_SLOW, Rejection.UNREADABLE);
        ofOtherSales.addAll(OF_DRAWS);
        ofOtherSales.addAll(goods.neverMet());
        assertThat(met).containsAll(EnumSet.complementOf(ofOtherSales));
    }

    private static List<Object> seen(Change change) {
        return switch (change) {
            case Change.Made c -> List.of(c.state().status());
            case Change.Moved c ->
                c.state().returned().isEmpty()
                        ? List.<Object>of(c.state().status())
                        : List.<Object>of(c.state().status(), IN_PART);
            case Change.PaymentChanged c -> List.of(c.payment().status());
            case Change.RefundOrdered c -> List.of(c.payment().status());
            case Change.EntryChanged _, Change.DrawChanged _, Change.SaleChanged _ -> List.of();
            case Change.Numbered _, Change.PlaceTaken _, Change.RoomChanged _ -> List.of();
        };
    }

    private static Set<Rejection> rejections(SaleState sale, List<Step> steps) {
        Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);
        SaleBook book = new SaleBook(sale, _ -> {}, RandomSale.offersAtOnce(sale));
        for (Step step : steps) {
            book.proceed(step.nowMillis(), step.unasked());
            if (book.apply(step.command(), step.nowMillis()) instanceof Outcome.Refused refused) {
                rejections.add(refused.reason());
            }
        }
        return rejections;
    }

    private static List<Change> changes(SaleState sale, List<Step> steps) {
        List<Change> changes = new ArrayList<>();
        SaleBook book = new SaleBook(sale, changes::add, RandomSale.offersAtOnce(sale));
        for (Step step : steps) {
            book.proceed(step.nowMillis(), step.unasked());
            book.apply(step.command(), step.nowMillis());
        }
        return changes;
    }

    private static List<Change> changesWithLeaving(SaleState sale, List<Step> steps) {
        List<Change> changes = new ArrayList<>();
        Subject book = Subject.Real.make(sale, changes::add);
        for (Step step : steps) {
            book.proceed(step.nowMillis(), step.unasked());
            book.apply(step.command(), step.nowMillis());
        }
        return changes;
    }

    private static Optional<String> announcedTooLate(SaleState sale, List<Step> steps) {
        Subject book = Subject.Real.make(sale, _ -> {});
        NaiveBook model = new NaiveBook(sale, _ -> {});
        for (Step step : steps) {
            for (Subject each : List.of(book, model)) {
                each.proceed(step.nowMillis(), step.unasked());
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
