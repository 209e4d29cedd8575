package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.RandomRun;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Step;
import dev.sluice.sale.TierState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a book decides, every ledger takes; and a book that is loaded from it is the one that decided. Shown by random runs through small
 * sales of each kind: {@code -Dsluice.agreements} says how many, {@code -Dsluice.seed} with which they begin.
 */
public abstract class AgreementContract {
    private static final long FIRST = Long.getLong("sluice.seed", 1);
    private static final int RUNS = Integer.getInteger("sluice.agreements", 20);
    private static final int LENGTH = 60;
    /** By then a book that is broken must be found out. */
    private static final int RUNS_OF_A_BROKEN_BOOK = 200;

    private static final int STEPS_BETWEEN_LOADS = 9;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    /** Throws if a sale's rows do not add up. */
    protected abstract void check(int sale);

    /** Forgets what happened in a sale, so that another can have reservations of the same ids. */
    protected abstract void forget(int sale);

    static IntStream kinds() {
        return IntStream.range(0, RandomRun.kinds());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ledgerTakesWhateverTheBookDecides(int kind) {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            new Play(RandomRun.of(kind, seed, LENGTH), seed, _ -> true).play();
        }
    }

    @Test
    void bookThatKeepsTheEndOfAHoldToItselfIsFoundOut() {
        assertThatThrownBy(() -> {
                    for (long seed = FIRST; seed < FIRST + RUNS_OF_A_BROKEN_BOOK; seed++) {
                        RandomRun run = RandomRun.of((int) (seed % RandomRun.kinds()), seed, LENGTH);
                        new Play(run, seed, AgreementContract::isNoEnd).play();
                    }
                })
                .isInstanceOfAny(LedgerRefusedException.class, AssertionError.class);
    }

    private static boolean isNoEnd(Change change) {
        return !(change instanceof Change.Moved(ReservationState state)) || state.status() != ReservationStatus.EXPIRED;
    }

    /** One sale from its first command to its last, by one writer. */
    private final class Play {
        private final RandomRun run;
        private final Random random;
        private final Predicate<Change> told;
        private final ReservationIds ids = new ReservationIds();
        private final WriterLedger ledger = ledger().writer();
        private final SaleState created;
        private final List<Change> decided = new ArrayList<>();
        private long epoch;
        private SaleBook book;
        private long now;

        /** @param told which changes the ledger is told of */
        Play(RandomRun run, long seed, Predicate<Change> told) {
            this.run = run;
            this.random = new Random(seed);
            this.told = told;
            this.created = ledger().catalogue().create(withId(run.terms(), UUID.randomUUID() + ""));
        }

        void play() {
            try {
                book = load();
                for (int i = 0; i < run.steps().size(); i++) {
                    step(run.steps().get(i));
                    if (i % STEPS_BETWEEN_LOADS == 0) {
                        commit();
                        loadAgain();
                    }
                }
                commit();
                check(created.number());
            } catch (LedgerRefusedException e) {
                throw new LedgerRefusedException(run.what() + ": " + e.getMessage(), e);
            } finally {
                forget(created.number());
            }
        }

        /** What a merchant changes is committed alone, as a writer does; other commands share commits. */
        private void step(Step step) {
            Command command = here(step.command());
            boolean alone = command instanceof Command.Administer;
            if (alone) {
                commit();
            }
            now = step.nowMillis();
            if (!alone) {
                book.proceed(now, step.unasked());
            }
            if (book.lacks(command)) {
                List<UUID> asked = List.of(command.id());
                book.recall(asked, ledger.find(created.number(), asked));
            }
            book.apply(command, now);
            if (alone || random.nextInt(3) == 0) {
                commit();
            }
        }

        private void commit() {
            Batch batch = new Batch(created.number(), epoch, now);
            decided.stream().filter(told).forEach(batch);
            decided.clear();
            if (!batch.isEmpty()) {
                ledger.commit(batch);
            }
            book.dismiss(book.settlements());
        }

        private void loadAgain() {
            SaleBook before = book;
            book = load();
            assertThat(settings(book.sale())).as(run.what()).isEqualTo(settings(before.sale()));
            assertThat(book.lastOrdinal()).as(run.what()).isEqualTo(before.lastOrdinal());
            assertThat(tiers(book)).as(run.what()).isEqualTo(tiers(before));
        }

        private SaleBook load() {
            Loader loader = new Loader();
            WriterLedger.Claim claim = ledger.claim(created.number(), loader);
            epoch = claim.epoch();
            for (int tier = 0; tier < claim.tiers().size(); tier++) {
                TierState counted = loader.loaded.tier(tier);
                TierState stored = claim.tiers().get(tier);
                assertThat(List.of(
                                stored.capacity(), stored.held(), stored.sold(), stored.withheld(), stored.waiting()))
                        .as("%s: as the ledger counts tier %d", run.what(), tier)
                        .isEqualTo(List.of(
                                counted.capacity(),
                                counted.held(),
                                counted.sold(),
                                counted.withheld(),
                                counted.waiting()));
            }
            return loader.loaded;
        }

        /** All but what is sold: when a train leaves follows from its day, and these leave when they like. */
        private static List<Object> settings(SaleState sale) {
            SaleTerms terms = sale.terms();
            return List.of(
                    sale.paused(),
                    sale.closed(),
                    sale.version(),
                    sale.holdsKeptUntilMillis(),
                    terms.title(),
                    terms.window(),
                    terms.rules(),
                    terms.tiers());
        }

        private static List<TierState> tiers(SaleBook book) {
            return IntStream.range(0, book.sale().terms().tiers().size())
                    .mapToObj(book::tier)
                    .toList();
        }

        /** The same command, of this sale and of buyers as a ledger names them. */
        private Command here(Command command) {
            return switch (command) {
                case Command.Reserve c ->
                    new Command.Reserve(c.id(), buyer(c.buyer()), c.user(), c.tier(), c.quantity(), c.selection());
                case Command.Cancel c -> new Command.Cancel(c.id(), buyer(c.buyer()));
                case Command.OpenPayment c ->
                    new Command.OpenPayment(c.id(), buyer(c.buyer()), c.provider(), c.chance());
                case Command.FindByBuyer c -> new Command.FindByBuyer(c.id(), buyer(c.buyer()));
                case Command.Amend c ->
                    new Command.Amend(
                            c.id(),
                            c.expectedVersion(),
                            withId(c.terms(), created.terms().id()),
                            c.owner());
                case Command.Find _,
                        Command.FindPayment _,
                        Command.PaymentSucceeded _,
                        Command.PaymentDeclined _,
                        Command.RefundSettled _,
                        Command.Refund _,
                        Command.Entering _,
                        Command.Drawing _,
                        Command.Waiting _,
                        Command.Administer _ -> command;
            };
        }

        private UUID buyer(UUID digest) {
            return ids.buyer(created.number(), RandomRun.user(digest));
        }

        private final class Loader implements WriterLedger.Reader {
            private SaleBook loaded;

            @Override
            public void sale(SaleState state) {
                loaded = new SaleBook(state, decided::add);
            }

            @Override
            public void draw(DrawState state) {
                loaded.restore(state);
            }

            @Override
            public void entry(EntryState state, String user) {
                loaded.restore(state, user);
            }

            @Override
            public void room(RoomState state) {
                loaded.restore(state);
            }

            @Override
            public void place(PlaceState state) {
                loaded.restore(state);
            }

            @Override
            public void reservation(ReservationState state) {
                loaded.restore(state);
            }

            @Override
            public void ended(long ordinal, UUID id, UUID buyer) {
                loaded.restoreEnded(ordinal, id, buyer);
            }

            @Override
            public void payment(PaymentState state) {
                loaded.restore(state);
            }
        }
    }

    private static SaleTerms withId(SaleTerms terms, String id) {
        return new SaleTerms(
                id,
                terms.title(),
                terms.description(),
                terms.window(),
                terms.order(),
                terms.rules(),
                terms.currency(),
                terms.tiers(),
                terms.inventory());
    }
}
