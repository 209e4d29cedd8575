package dev.sluice.bench;

import dev.sluice.sale.Command;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Purchases of one sale, each by somebody new, prepared beforehand so that only their decisions are timed; and a book that decides
 * them. Ids and buyers are spread evenly, as the digests are that they stand for. For one thread.
 */
final class Strangers {
    private static final int BATCH = 256;
    private static final long NOW = 1_800_000_000_000L;

    private final List<Command.Reserve> purchases = new ArrayList<>();
    /** Keeps the touching from being optimised away. */
    private long touched;

    /** One more who asks for this. */
    void ask(int tier, int quantity, Selection selection) {
        long number = purchases.size();
        purchases.add(new Command.Reserve(uuid(2 * number), uuid(2 * number + 1), "user", tier, quantity, selection));
    }

    int count() {
        return purchases.size();
    }

    Command.Reserve get(int index) {
        return purchases.get(index);
    }

    /** Decides all, in order and in batches, in a new book. Returns the seconds that took. */
    double decide(SaleTerms terms) {
        SaleBook book = book(terms);
        List<Command> commands = List.copyOf(purchases);
        long started = System.nanoTime();
        for (int from = 0; from < commands.size(); from += BATCH) {
            int to = Math.min(commands.size(), from + BATCH);
            List<Command> batch = commands.subList(from, to);
            touched += book.warm(batch);
            for (Command command : batch) {
                book.apply(command, NOW);
            }
        }
        return (System.nanoTime() - started) / 1e9;
    }

    static SaleBook book(SaleTerms terms) {
        return new SaleBook(new SaleState(1, terms, false, false, 1), _ -> {});
    }

    static Outcome decide(SaleBook book, Command.Reserve purchase) {
        return book.apply(purchase, NOW);
    }

    static boolean isMade(Outcome outcome) {
        return outcome instanceof Outcome.Reserved reserved && reserved.created();
    }

    static SaleTerms terms(List<TierTerms> tiers, InventoryTerms inventory, int limitPerUser) {
        return new SaleTerms(
                "kinds",
                "Kinds",
                "",
                new Window(NOW, NOW + 1_000_000),
                Order.FIRST_COME,
                new PurchaseRules(limitPerUser, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                tiers,
                inventory);
    }

    static UUID uuid(long number) {
        return new UUID(mix(number), mix(~number));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
