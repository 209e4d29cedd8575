package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Runs steps through a book and says what is wrong with it. */
final class Trial {
    private static final List<OfReservation> RESERVATIONS =
            RandomSale.reservations().stream().map(OfReservation::of).toList();
    private static final List<Command.FindByBuyer> BUYERS = RandomSale.buyers().stream()
            .map(buyer -> new Command.FindByBuyer(buyer, buyer))
            .toList();

    private final SaleState sale;
    private final Subject.Maker maker;

    Trial(SaleState sale, Subject.Maker maker) {
        this.sale = sale;
        this.maker = maker;
    }

    /** After each step the book must have done what the naive one did, and its rows must be in order. */
    Optional<String> againstModel(List<Step> steps) {
        List<Change> expectedChanges = new ArrayList<>();
        NaiveBook model = new NaiveBook(sale, expectedChanges::add);
        List<Change> changes = new ArrayList<>();
        Subject book = maker.make(sale, changes::add);
        Recount recount = new Recount(sale);
        for (Step step : steps) {
            Optional<String> difference =
                    differentStep(step, model, book).or(() -> difference("changes", expectedChanges, changes));
            changes.forEach(recount.at(step.nowMillis()));
            List<String> violations = recount.violations(book);
            if (difference.isPresent() || !violations.isEmpty()) {
                return Optional.of("at " + step + "\n" + difference.orElse("") + String.join("\n", violations));
            }
            expectedChanges.clear();
            changes.clear();
        }
        return differentRest(steps, model, book).or(() -> difference("changes", expectedChanges, changes));
    }

    /** The same without the model: only what must never happen. */
    Optional<String> againstRows(List<Step> steps) {
        Recount recount = new Recount(sale);
        Subject book = maker.make(sale, recount);
        for (Step step : steps) {
            recount.at(step.nowMillis());
            book.proceed(step.nowMillis(), step.unasked());
            recount.heard(step.command(), book.apply(step.command(), step.nowMillis()));
            List<String> violations = recount.violations(book);
            if (!violations.isEmpty()) {
                return Optional.of("at " + step + "\n" + String.join("\n", violations));
            }
        }
        book.proceed(end(steps), Integer.MAX_VALUE);
        List<String> violations = recount.violationsAtRest(book);
        return violations.isEmpty() ? Optional.empty() : Optional.of("at rest\n" + String.join("\n", violations));
    }

    /** A book that is rebuilt from its rows before every third step must go on as if nothing had been. */
    Optional<String> restored(List<Step> steps) {
        Recount rows = new Recount(sale);
        Subject original = maker.make(sale, rows);
        Subject restored = Subject.Real.restored(rows, _ -> {});
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i % 3 == 0) {
                restored = Subject.Real.restored(rows, _ -> {});
            }
            Optional<String> difference = differentStep(step, original, restored);
            if (difference.isPresent()) {
                return difference.map(text -> "at " + step + "\n" + text);
            }
        }
        return differentRest(steps, original, restored);
    }

    /** Whether two books differ once they have nothing left to do. */
    private Optional<String> differentRest(List<Step> steps, Subject expected, Subject actual) {
        return difference(
                        "last things",
                        expected.proceed(end(steps), Integer.MAX_VALUE),
                        actual.proceed(end(steps), Integer.MAX_VALUE))
                .or(() -> differentReading(expected, actual));
    }

    private static long end(List<Step> steps) {
        return steps.isEmpty() ? RandomSale.OPENS : steps.getLast().nowMillis();
    }

    private Optional<String> differentStep(Step step, Subject expected, Subject actual) {
        return difference(
                        "what is done unasked",
                        expected.proceed(step.nowMillis(), step.unasked()),
                        actual.proceed(step.nowMillis(), step.unasked()))
                .or(() -> difference(
                        "outcome",
                        expected.apply(step.command(), step.nowMillis()),
                        actual.apply(step.command(), step.nowMillis())))
                .or(() -> differentReading(expected, actual));
    }

    /** Whether two books that should be the same can be told apart by asking. */
    private Optional<String> differentReading(Subject expected, Subject actual) {
        Optional<String> difference = difference("sale", expected.sale(), actual.sale())
                .or(() -> difference("settled", expected.isSettled(), actual.isSettled()));
        for (int tier = 0;
                difference.isEmpty() && tier < expected.sale().terms().tiers().size();
                tier++) {
            int index = tier;
            difference = difference.or(() -> difference("tier " + index, expected.tier(index), actual.tier(index)));
        }
        for (int i = 0; difference.isEmpty() && i < RESERVATIONS.size(); i++) {
            difference = differentAnswers(RESERVATIONS.get(i), expected, actual);
        }
        for (int i = 0; difference.isEmpty() && i < BUYERS.size(); i++) {
            difference = differentAnswer(BUYERS.get(i), expected, actual);
        }
        return difference;
    }

    /** On a reservation and its payments, up to the first that was not begun. */
    private static Optional<String> differentAnswers(OfReservation of, Subject expected, Subject actual) {
        Optional<String> difference = differentAnswer(of.find(), expected, actual);
        for (int i = 0; difference.isEmpty() && i < of.findPayments().size(); i++) {
            Command.FindPayment find = of.findPayments().get(i);
            Outcome told = expected.apply(find, 0);
            difference = difference(find, told, actual.apply(find, 0));
            if (told instanceof Outcome.Refused) {
                break;
            }
        }
        return difference;
    }

    private static Optional<String> differentAnswer(Command command, Subject expected, Subject actual) {
        return difference(command, expected.apply(command, 0), actual.apply(command, 0));
    }

    /** What can be asked of a reservation. */
    private record OfReservation(Command.Find find, List<Command.FindPayment> findPayments) {
        static OfReservation of(UUID id) {
            return new OfReservation(
                    new Command.Find(id),
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(attempt ->
                                    new Command.FindPayment(ReservationIds.payment(id, attempt, RandomSale.CHANCE)))
                            .toList());
        }
    }

    private static Optional<String> difference(Object what, Object expected, Object actual) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(what + "\n  expected " + expected + "\n  but was  " + actual + "\n");
    }
}
