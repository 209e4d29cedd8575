package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.PastView;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.sale.Availability;
import java.time.InstantSource;

/**
 * What everybody may know of a sale: what its writer showed last, or else what the catalogue has. What the writer shows goes to other
 * processes as well. The writer's thread shows it, and any thread may look.
 */
final class ShownSale implements SaleWriter.Desk {
    private final String id;
    private final int number;
    private final Publisher publisher;
    private final InstantSource clock;

    /** As the catalogue has it: said of one that is not shown from here. */
    private volatile String owner;

    /** What to show while nobody has loaded the sale here; null of one that was not settled. */
    private volatile PastView past;

    /** Null while {@link #past} says it all. */
    private volatile SaleView view;

    /** Null until the sale was loaded here. Set before the view, as {@link LiveSale#mayKnow} promises. */
    private volatile KnownBuyers known;

    /** Of the writer that loaded the sale here last; 0 for none. */
    private volatile long epoch;

    /** Shows nothing until {@link #take}. */
    ShownSale(Catalogue.Entry entry, Publisher publisher, InstantSource clock) {
        this.id = entry.id();
        this.number = entry.number();
        this.publisher = publisher;
        this.clock = clock;
        this.owner = entry.owner();
    }

    /** Shows what the catalogue has of a sale that can be read and that nobody has loaded here. */
    void take(Catalogue.Entry entry) {
        owner = entry.owner();
        if (entry.settled()) {
            past = new PastView(entry);
        } else {
            view = seen(entry, false);
        }
    }

    /** Shows what the catalogue has now, whatever was shown before: others decided, or may have. */
    void takeOfOthers(Catalogue.Entry entry) {
        view = seen(entry, entry.settled());
    }

    private SaleView seen(Catalogue.Entry entry, boolean settled) {
        return new SaleView(
                entry.sale(), entry.sale().statusAt(clock.millis()), entry.tiers(), Availability.UNKNOWN, settled);
    }

    String owner() {
        SaleView shown = view;
        return shown == null ? owner : shown.sale().owner();
    }

    /** @throws UnreadableSaleException if there is nothing to show */
    SaleView view() {
        SaleView shown = view;
        if (shown == null && past == null) {
            throw new UnreadableSaleException(id);
        }
        return shown == null ? past.view() : shown;
    }

    /** Whether there is something to show. */
    boolean isReadable() {
        return view != null || past != null;
    }

    /** Whether it is shown as one in which nothing can happen by itself any more. */
    boolean isSettled() {
        SaleView shown = view;
        return shown == null ? past != null : shown.settled();
    }

    /** Who may have something in it; null until it was loaded here. */
    KnownBuyers known() {
        return known;
    }

    @Override
    public void show(SaleView newView, KnownBuyers nowKnown) {
        known = nowKnown;
        view = newView;
    }

    @Override
    public void begin(SaleView newView, KnownBuyers nowKnown, long newEpoch) {
        String loaded = newView.sale().terms().id();
        if (!loaded.equals(id)) {
            throw new MissingSaleException("the number " + number + " is that of sale " + loaded + " now");
        }
        epoch = newEpoch;
        show(newView, nowKnown);
        publisher.begins(number, newEpoch, newView, nowKnown);
    }

    @Override
    public void show(SaleView newView, KnownBuyers nowKnown, Batch batch) {
        show(newView, nowKnown);
        publisher.changes(number, batch.epoch(), newView, batch.made());
    }

    /** What other processes know of it from this one grows old. */
    void ends() {
        publisher.ends(number, epoch, false);
    }

    /** Its writer stopped over a fault. */
    void breaks(Trouble trouble) {
        publisher.breaks(number, epoch, trouble);
    }

    /** Its writer found it settled, and leaves memory. */
    void settles() {
        view = view.asSettled();
        publisher.ends(number, epoch, true);
    }
}
