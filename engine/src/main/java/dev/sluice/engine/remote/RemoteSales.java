package dev.sluice.engine.remote;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.CommandQueues;
import dev.sluice.engine.port.Creation;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sales, as a gateway has them whose writers are in other processes. What these tell is read by a thread of the channel, the catalogue by
 * one of its own; whoever asks waits for neither. It refuses nobody by what it knows while that may be wrong: then the writer is asked.
 *
 * <p>How that is known: the writers of a process tell what they made durable in numbered editions, and that they are there when there is
 * nothing to tell. A number that is missing makes all of that process unknown, until it was asked and answered with everything; silence of half
 * a second makes it too old, until it is heard again.
 */
public final class RemoteSales implements SaleDesks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteSales.class);

    private static final int ASKING_MILLIS = 50;

    /** Where no process with writers was heard for so long, nobody takes over either: commands are refused. */
    private static final int SILENCE_MILLIS = 3_000;

    /** A command that changes nothing, and makes somebody own its sale. */
    private static final Envelope KNOCK = new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(0, 0)));

    private final Catalogue catalogue;
    private final CommandQueues queues;
    private final NewsChannel news;
    private final Members members;
    private final LongSupplier millis;
    private final Doubts doubts = new Doubts();
    private final Grants grants;
    private final Shelf shelf = new Shelf();
    private final NewsReader reader;
    private final CatalogueWatch watch;
    private final Rounds asking = new Rounds("news-asking", Duration.ofMillis(ASKING_MILLIS), this::ask);
    private final Rounds watching;
    private volatile boolean opened;

    /**
     * @param queues in which commands go to the writers
     * @param members among which are those who have writers
     * @param clock the time of day, which is shown
     * @param millis a clock that only goes forward, by which knowledge grows old
     */
    public RemoteSales(
            Catalogue catalogue,
            CommandQueues queues,
            NewsChannel news,
            Members members,
            InstantSource clock,
            LongSupplier millis) {
        this.catalogue = catalogue;
        this.queues = queues;
        this.news = news;
        this.members = members;
        this.millis = millis;
        this.grants = new Grants(millis);
        this.reader = new NewsReader(shelf, new Around(), clock, this::want);
        this.watch = new CatalogueWatch(catalogue, reader, shelf, millis);
        this.watching = new Rounds("catalogue", Duration.ofMillis(CatalogueWatch.PERIOD_MILLIS), watch::round);
    }

    /** What the desks ask of all this. */
    private final class Around implements Surroundings {
        @Override
        public CommandQueues queues() {
            return queues;
        }

        @Override
        public Doubts doubts() {
            return doubts;
        }

        @Override
        public Grants grants() {
            return grants;
        }

        @Override
        public long nowMillis() {
            return millis.getAsLong();
        }

        @Override
        public boolean isAnybodyThere() {
            return millis.getAsLong() - reader.anybodyAtMillis() <= SILENCE_MILLIS;
        }
    }

    private void want(int sale) {
        watch.want(sale);
    }

    /** Begins to hear what writers tell, and reads the catalogue. Throws what the ledger throws. */
    public void open() {
        listen();
        asking.start();
        watch.open();
        watching.start();
        opened = true;
    }

    /** Begins to hear, without threads of its own. */
    void listen() {
        news.read(reader::read, reader::mayHaveLost);
    }

    /** Reads the catalogue, without threads of its own. */
    void openQuietly() {
        watch.open();
        opened = true;
    }

    /** Asks those for everything of whom something is missing. */
    boolean ask() {
        for (int member : reader.toAsk(members.living())) {
            news.ask(member).whenComplete((_, failure) -> {
                if (failure != null) {
                    LOG.debug("ticket service {} could not be asked; it will be again", member, failure);
                }
            });
        }
        return false;
    }

    /** Reads of the catalogue what is due. */
    boolean watch() {
        return watch.round();
    }

    @Override
    public boolean isOpen() {
        return opened;
    }

    /** Whether every process with writers was heard a moment ago, and nothing that it told is missing. */
    @Override
    public boolean knowsAll() {
        return opened && reader.knowsAllOf(members.living());
    }

    @Override
    public SaleDesk find(String id) {
        SaleDesk found = shelf.find(id);
        if (found == null) {
            watch.hurry();
        }
        return found;
    }

    @Override
    public SaleDesk find(int number) {
        SaleDesk found = shelf.find(number);
        if (found == null) {
            watch.hurry();
        }
        return found;
    }

    @Override
    public Collection<? extends SaleDesk> troubled() {
        return shelf.troubled();
    }

    @Override
    public List<SaleDesk> newest(int beforeNumber, int limit) {
        return shelf.newest(beforeNumber, limit);
    }

    @Override
    public Collection<? extends SaleDesk> unsettled() {
        return shelf.unsettled();
    }

    @Override
    public Collection<? extends SaleDesk> all() {
        return shelf.all();
    }

    /** Which member is to hear that there are commands for this sale: its owner, or who is the first choice to become it; 0 for nobody. */
    public int owner(int sale) {
        RemoteDesk desk = shelf.find(sale);
        TicketService service = desk == null ? null : desk.service();
        return service != null && service.isLiving() ? service.member : members.firstChoice(sale);
    }

    /** How often writers were asked because memory was not sure enough. */
    public Doubts doubts() {
        return doubts;
    }

    /** Creates a sale, and makes somebody own it before the first buyer comes. */
    @Override
    public SaleDesk create(SaleTerms terms, String owner) {
        return adopt(Creation.make(catalogue, terms, owner, id -> shelf.find(id) != null, this::adopt));
    }

    @Override
    public SaleDesk adopt(int number) {
        if (shelf.find(number) == null) {
            catalogue.find(List.of(number)).forEach(this::adopt);
        }
        return shelf.find(number);
    }

    private SaleDesk adopt(Catalogue.Entry entry) {
        reader.take(entry);
        SaleDesk desk = shelf.find(entry.number());
        desk.submit(KNOCK);
        return desk;
    }

    @Override
    public void close() {
        asking.close();
        watching.close();
    }
}
