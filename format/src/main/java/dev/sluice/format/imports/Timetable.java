package dev.sluice.format.imports;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import dev.sluice.sale.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains and the days on which they run: a sale for each train and day. docs/reference/timetables.md describes its JSON. Immutable; all days of
 * a train share one {@link Train}.
 */
public final class Timetable {
    /** Sales that one timetable may make in one go; whoever has more says between which days. */
    public static final int MAX_SALES = 5_000;

    private final List<TrainRun> runs;

    private Timetable(List<TrainRun> runs) {
        this.runs = runs;
    }

    /** @throws InvalidFieldsException naming every wrong field */
    public static Timetable read(Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        List<TrainRun> runs = new TimetableFields(new FieldReader("", json, errors)).read();
        errors.throwIfAny();
        return new Timetable(runs);
    }

    /**
     * The sales of the days between these two, both included, by day and then in the order of the trains.
     *
     * @throws InvalidFieldsException if there are too many, or one would close before it opens, or leave before it has numbers
     */
    public List<SaleTerms> sales(LocalDate from, LocalDate to) {
        FieldErrors errors = new FieldErrors();
        List<Departure> departures = runs.stream()
                .flatMap(run -> run.days().between(from, to).map(date -> new Departure(run, date)))
                .limit(MAX_SALES + 1L)
                .sorted((one, other) -> one.date.compareTo(other.date))
                .toList();
        if (departures.size() > MAX_SALES) {
            errors.add("/trains", "make at most " + MAX_SALES + " sales at once; say between which days, from and to");
        }
        List<SaleTerms> sales = new ArrayList<>();
        for (Departure departure : departures) {
            try {
                JourneyTerms journey = departure.run.rules().journey(departure.run.train(), departure.date);
                Window window = journey == null ? null : departure.run.rules().window(journey, departure.date);
                if (journey == null) {
                    errors.add(departure.run.pointer(), "leaves before seats get their numbers on " + departure.date);
                } else if (window == null) {
                    errors.add(departure.run.pointer(), "closes before it opens on " + departure.date);
                } else {
                    sales.add(departure.sale(journey, window));
                }
            } catch (IllegalArgumentException e) {
                errors.add(departure.run.pointer(), "cannot be sold on " + departure.date + ": " + e.getMessage());
            }
        }
        errors.throwIfAny();
        return sales;
    }

    /** The sales of all its days. */
    public List<SaleTerms> sales() {
        return sales(LocalDate.MIN, LocalDate.MAX);
    }

    /** A train on a day. */
    private record Departure(TrainRun run, LocalDate date) {
        SaleTerms sale(JourneyTerms journey, Window window) {
            Train train = run.train();
            String title = train.name() + " " + train.stops().getFirst().name() + " – "
                    + train.stops().getLast().name() + ", " + date;
            return new SaleTerms(
                    TrainRun.slug(train.id()) + "-" + date,
                    title,
                    "",
                    window,
                    Order.FIRST_COME,
                    run.rules().purchase(),
                    train.currency(),
                    train.tiers(),
                    journey);
        }
    }
}
