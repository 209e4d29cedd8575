package dev.sluice.bench;

import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A book in which many users have one reservation each, and batches of what such a crowd asks for next. A batch is a quarter each of: cancellations, purchases by those who have nothing, purchases by those
 * who are at their limit, and purchases by strangers of what is sold out. So as many units are held after a batch as before.
 * Ids and buyers are spread evenly, as the digests are that they stand for. For one thread.
 */
final class BookCrowd {
    static final int BATCH = 256;
    private static final long OPENS = 1_800_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final SaleBook book;
    /** How many reservations each user made; their newest is the one that may be held. */
    private final int[] made;
    /** Users who hold a unit, and behind {@link #holders} those who do not. */
    private final int[] users;

    private int holders;
    private long strangers = Long.MIN_VALUE;

    BookCrowd(int size, Consumer<Change> changes) {
        book = new SaleBook(new SaleState(1, terms(size), false, false, 1), changes);
        made = new int[size];
        users = new int[size];
        for (int user = 0; user < size; user++) {
            users[user] = user;
            book.apply(buys(user, 0), OPENS);
        }
        holders = size;
    }

    /** A book in which each buyer held something this often, and gave it back each time. */
    static SaleBook heldAndCancelled(int holds, int ofABuyer) {
        SaleBook book = new SaleBook(new SaleState(1, terms(1), false, false, 1), _ -> {});
        for (int hold = 0; hold < holds; hold++) {
            int user = hold / ofABuyer;
            book.apply(buys(user, hold % ofABuyer), OPENS + hold / 100);
            book.apply(new Command.Cancel(reservation(user, hold % ofABuyer), buyer(user)), OPENS + hold / 100);
            if (hold % BATCH == 0) {
                book.dismiss(book.settlements());
            }
        }
        book.dismiss(book.settlements());
        return book;
    }

    /** One of eight gives back what they hold. */
    void thinOut() {
        while (holders > users.length - users.length / 8) {
            book.apply(cancels(random.nextInt(holders)), OPENS);
        }
        book.dismiss(book.settlements());
    }

    SaleBook book() {
        return book;
    }

    /** The next batch. Its purchases take effect in the crowd at once, so it must be applied before another is made. */
    Command[] nextBatch() {
        Command[] batch = new Command[BATCH];
        int free = users.length - holders;
        for (int i = 0; i < BATCH; i += 4) {
            batch[i] = buysAgain(holders + random.nextInt(free));
            batch[i + 1] = cancels(random.nextInt(holders));
            batch[i + 2] = buys(users[random.nextInt(holders)], made.length);
            batch[i + 3] = strangerBuys();
        }
        return batch;
    }

    /** Whoever holds something moves behind the others. */
    private Command cancels(int place) {
        int user = users[place];
        swap(place, --holders);
        return new Command.Cancel(reservation(user, made[user]), buyer(user));
    }

    private Command buysAgain(int place) {
        int user = users[place];
        swap(place, holders++);
        return buys(user, ++made[user]);
    }

    private static Command buys(int user, int serial) {
        return new Command.Reserve(reservation(user, serial), buyer(user), "user", 0, 1);
    }

    private Command strangerBuys() {
        long stranger = strangers++;
        return new Command.Reserve(uuid(stranger, 1), uuid(stranger, 2), "user", 1, 1);
    }

    private void swap(int a, int b) {
        int user = users[a];
        users[a] = users[b];
        users[b] = user;
    }

    private static UUID buyer(int user) {
        return uuid(user, 3);
    }

    private static UUID reservation(int user, int serial) {
        return uuid((long) serial << 32 | user, 4);
    }

    private static UUID uuid(long number, long kind) {
        return new UUID(mix(number * 8 + kind), mix(~(number * 8 + kind)));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static SaleTerms terms(int size) {
        return new SaleTerms(
                "book",
                "Book",
                "",
                new Window(OPENS, OPENS + DAY_MILLIS),
                Order.FIRST_COME,
                new PurchaseRules(1, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                List.of(new TierTerms("a", "A", 5_000, size + BATCH), new TierTerms("b", "B", 9_000, 0)));
    }
}
