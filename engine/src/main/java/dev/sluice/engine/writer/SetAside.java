package dev.sluice.engine.writer;

import dev.sluice.engine.retry.Backoff;
import dev.sluice.sale.SaleBook;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was due in a sale by itself and could not be committed: it is passed over, so that all else that is due goes on. Each costs a
 * loading when it fails, and so one of them is tried again at a time, seldom as long as none succeeds, and one after the other once
 * one does. Times are the sale's. Used by the writer's thread; any thread may ask {@link #shown}.
 */
final class SetAside {
    /** Stands for what a kind, a draw or a waiting room does at its time, which is no reservation's. */
    static final UUID KIND = new UUID(0, 0);

    private static final Backoff AGAIN = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15));
    private static final int MAX_SHOWN = 100;

    private final Deque<UUID> waiting = new ArrayDeque<>();
    /** The one that is being tried again; null for none. */
    private UUID tried;

    private int failures;
    private long againMillis;
    private volatile List<UUID> shown = List.of();

    /** Adds one that failed now, for the first time or again. Returns whether it is new. */
    boolean add(UUID failed, long nowMillis) {
        boolean again = failed.equals(tried);
        if (!again && waiting.contains(failed)) {
            return false;
        }
        tried = again ? null : tried;
        waiting.add(failed);
        if (again || waiting.size() == 1) {
            againMillis = nowMillis + AGAIN.after(failures++).toMillis();
        }
        show();
        return !again;
    }

    /** Something that was due was committed. Returns whether nothing is aside any more because of it. */
    boolean passed(Decision decision) {
        boolean isIt = KIND.equals(tried)
                ? decision.batch().saleState() != null
                        || decision.batch().draw() != null
                        || decision.batch().room() != null
                : decision.batch().moved().stream().anyMatch(moved -> moved.id().equals(tried));
        if (!isIt) {
            return false;
        }
        tried = null;
        failures = 0;
        againMillis = decision.nowMillis();
        show();
        return waiting.isEmpty();
    }

    /** When {@link #tryOne} is to be called; {@code Long.MAX_VALUE} for never. */
    long againMillis() {
        return waiting.isEmpty() && tried == null ? Long.MAX_VALUE : againMillis;
    }

    /** Lets the book do one of them again. One that was let before, and has neither failed nor passed since, is not due any more. */
    void tryOne(SaleBook book, long nowMillis) {
        tried = waiting.poll();
        againMillis = nowMillis + AGAIN.after(failures).toMillis();
        if (tried != null) {
            mark(book, tried, false);
        }
        show();
    }

    private void show() {
        shown = Stream.concat(Stream.ofNullable(tried), waiting.stream())
                .limit(MAX_SHOWN)
                .toList();
    }

    /** Makes a book that was loaded anew pass over all that is aside. */
    void mark(SaleBook book) {
        waiting.forEach(one -> mark(book, one, true));
    }

    private static void mark(SaleBook book, UUID one, boolean aside) {
        if (one.equals(KIND)) {
            book.setKindAside(aside);
        } else if (aside) {
            book.setAside(one);
        } else {
            book.takeBack(one);
        }
    }

    /** The first of those that are aside: ids of reservations, or {@link #KIND}. */
    List<UUID> shown() {
        return shown;
    }
}
