package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Command;
import dev.sluice.sale.Fares;
import dev.sluice.sale.JourneyAvailability;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Train;
import dev.sluice.sale.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A train whose writer is lost again and again goes on as the ledger knows it, with numbers at once and with numbers later. */
public abstract class JourneysContract {
    private static final int RUNS = 4;
    private static final int STEPS = 120;
    private static final long NUMBERS_AFTER_MILLIS = 60_000;

    private final ReservationIds ids = new ReservationIds();
    private LedgerPorts ledger;
    private Batch batch;
    private SaleBook book;
    private WriterLedger.Claim claim;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    @Test
    void aTrainGoesOnWhereItsWriterWasLost() {
        for (int seed = 1; seed <= RUNS; seed++) {
            run(new Random(seed), 0);
        }
    }

    @Test
    void aTrainGoesOnBeforeAndAfterItsSeatsGetTheirNumbers() {
        for (int seed = 1; seed <= RUNS; seed++) {
            run(new Random(seed), SaleSample.NOW_MILLIS + NUMBERS_AFTER_MILLIS);
            JourneyTerms journey = (JourneyTerms) book.sale().terms().inventory();
            assertThat(journey.numbered()).isTrue();
        }
    }

    private void run(Random random, long numbersAtMillis) {
        ledger = ledger();
        SaleState sale = ledger.catalogue().create(terms(numbersAtMillis));
        claim(sale.number());
        List<UUID> made = new ArrayList<>();
        long now = SaleSample.NOW_MILLIS;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(1_500);
            batch = new Batch(sale.number(), claim.epoch(), now);
            book.proceed(now, Integer.MAX_VALUE);
            for (int i = random.nextInt(4); i >= 0; i--) {
                decide(sale.number(), made, random, now);
            }
            if (!batch.isEmpty()) {
                ledger.writer().commit(batch);
            }
            book.dismiss(book.settlements());
            if (random.nextInt(5) == 0) {
                List<Integer> before = left();
                claim(sale.number());
                assertThat(left()).isEqualTo(before);
            }
        }
    }

    private void decide(int sale, List<UUID> made, Random random, long now) {
        if (made.isEmpty() || random.nextInt(3) > 0) {
            String user = "user" + made.size();
            UUID buyer = ids.buyer(sale, user);
            UUID id = ids.reservation(sale, buyer, "key");
            int from = random.nextInt(3);
            Selection stretch = new Selection.Stretch(from, from + 1 + random.nextInt(3 - from), false);
            apply(new Command.Reserve(id, buyer, user, random.nextInt(2), 1 + random.nextInt(3), stretch), now);
            made.add(id);
            return;
        }
        int index = random.nextInt(made.size());
        UUID id = made.get(index);
        UUID buyer = ids.buyer(sale, "user" + index);
        switch (random.nextInt(3)) {
            case 0 -> apply(new Command.Cancel(id, buyer), now);
            case 1 -> apply(new Command.Refund(id), now);
            default -> pay(id, buyer, now);
        }
    }

    private void pay(UUID id, UUID buyer, long now) {
        if (apply(new Command.OpenPayment(id, buyer, "sandbox", 0), now) instanceof Outcome.PaymentOpened opened) {
            PaymentState due = opened.payment();
            apply(new Command.PaymentSucceeded(due.id(), "ref", due.amount(), due.currency()), now);
        }
    }

    /** As a writer does it: what has left the book comes back from the ledger first. */
    private Outcome apply(Command command, long now) {
        if (book.lacks(command)) {
            List<UUID> asked = List.of(command.id());
            book.recall(asked, ledger.writer().find(ReservationIds.saleNumber(command.id()), asked));
        }
        return book.apply(command, now);
    }

    /** As a writer that starts: what the ledger counts must be what its rows are. */
    private void claim(int sale) {
        BookLoader loader = new BookLoader(change -> batch.accept(change));
        claim = ledger.writer().claim(sale, loader);
        book = loader.book();
        for (int tier = 0; tier < claim.tiers().size(); tier++) {
            assertThat(book.tier(tier).held()).isEqualTo(claim.tiers().get(tier).held());
            assertThat(book.tier(tier).sold()).isEqualTo(claim.tiers().get(tier).sold());
            assertThat(book.tier(tier).waiting())
                    .isEqualTo(claim.tiers().get(tier).waiting());
        }
    }

    private List<Integer> left() {
        JourneyAvailability shown = (JourneyAvailability) book.availability();
        List<Integer> left = new ArrayList<>();
        for (int tier = 0; tier < 2; tier++) {
            for (int from = 0; from < 3; from++) {
                for (int to = from + 1; to <= 3; to++) {
                    left.add(shown.left(tier, from, to));
                }
            }
        }
        return left;
    }

    private static SaleTerms terms(long numbersAtMillis) {
        List<Train.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            stops.add(new Train.Stop("s" + i, "Stop " + i, 600 + 30 * i, 600 + 30 * i));
        }
        List<Train.TravelClass> classes = new ArrayList<>();
        for (int tier = 0; tier < 2; tier++) {
            classes.add(new Train.TravelClass("c" + tier, "Class " + tier, Fares.of(List.of(5L, 6L, 7L), List.of())));
        }
        List<Train.Car> cars = List.of(
                new Train.Car("1", 0, List.of(List.of("1A", "1B"), List.of("1C"))),
                new Train.Car("2", 1, List.of(List.of("1A", "1B", "1C"), List.of("2A", "2B"))));
        Train train = new Train("T1", "T1", "UTC", "EUR", stops, classes, cars);
        long departs = 1_796_119_200_000L;
        return new SaleTerms(
                UUID.randomUUID() + "",
                "T1",
                "",
                new Window(SaleSample.NOW_MILLIS, departs),
                Order.FIRST_COME,
                new PurchaseRules(5, 20, TakeStock.HOLD, 100, 10),
                "EUR",
                train.tiers(),
                new JourneyTerms(train, "2026-12-01", departs, numbersAtMillis));
    }
}
