package dev.sluice.engine.writer;

import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleStatus;

/**
 * What is due in a sale though nobody asks for it, and when: what its book has to do at a time, what was set aside and is tried again, and a
 * change of status that nobody has seen yet. Used by the writer's thread.
 */
final class Agenda {
    private final SaleTime time;
    private final Suspects suspects;

    /** The status in the last view that was made. */
    private SaleStatus shown;

    private boolean finishing;

    Agenda(SaleTime time, Suspects suspects) {
        this.time = time;
        this.suspects = suspects;
    }

    void begin() {
        finishing = false;
    }

    /** From here on nothing is due but a change of status. */
    void finish() {
        finishing = true;
    }

    /** A view with this status is made. */
    void shows(SaleStatus status) {
        shown = status;
    }

    /** Whether the status is another one than was shown. */
    boolean isStatusNews(SaleBook book, long nowMillis) {
        return book.sale().statusAt(nowMillis) != shown;
    }

    /** Whether the book has something to do now. */
    boolean isUnaskedDue(SaleBook book, long nowMillis) {
        return !finishing && book.nextDueMillis() <= nowMillis && suspects.heldBackUntilMillis() <= nowMillis;
    }

    /** Whether one of those that were set aside is to be tried again now. */
    boolean isAgainDue(long nowMillis) {
        return !finishing && suspects.aside().againMillis() <= nowMillis && suspects.heldBackUntilMillis() <= nowMillis;
    }

    /** Whether any of it is due now. */
    boolean isDue(SaleBook book) {
        long nowMillis = time.millis();
        return isUnaskedDue(book, nowMillis) || isAgainDue(nowMillis) || isStatusNews(book, nowMillis);
    }

    /** When the next of it is due, or a time before that; {@code Long.MAX_VALUE} for never. */
    long nextMillis(SaleBook book) {
        return Math.min(nextUnaskedMillis(book), book.sale().nextStatusChangeMillis(time.millis()));
    }

    private long nextUnaskedMillis(SaleBook book) {
        long next = Math.min(book.nextDueMillis(), suspects.aside().againMillis());
        return Math.max(next, suspects.heldBackUntilMillis());
    }
}
