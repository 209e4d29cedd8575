package dev.sluice.engine.writer;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Creation;
import dev.sluice.engine.port.LateSales;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sales that this process runs. Any thread may use it. */
public final class Sales implements SaleDesks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sales.class);

    /** Commits that are under way at once, each on a connection of its own. */
    private static final int COMMITTERS = 3;

    private final Catalogue catalogue;
    private final Committers committers;
    private final Alarms alarms;
    private final Census census = new Census();
    private final InstantSource clock;
    private final Mending mending;
    private final Tenure tenure;
    private final Publisher publisher;
    private final Workshop workshop;
    private final Map<String, LiveSale> byId = new ConcurrentHashMap<>();
    /** Those that can be shown. */
    private final NavigableMap<Integer, LiveSale> byNumber = new ConcurrentSkipListMap<>();

    private final Map<Integer, LiveSale> unreadable = new ConcurrentHashMap<>();
    private final LateSales late = new LateSales();
    private volatile boolean opened;
    private volatile boolean started;
    private volatile boolean closed;

    /** Of a process in which all gateways are. */
    public Sales(Catalogue catalogue, Ports ports, EngineConfig config, Telemetry telemetry) {
        this(catalogue, ports, config, telemetry, NewsChannel.NONE, () -> 0);
    }

    /**
     * @param news by which gateways in other processes hear of the sales that are this one's
     * @param member the number by which these know this process; 0 while it has none
     */
    public Sales(
            Catalogue catalogue,
            Ports ports,
            EngineConfig config,
            Telemetry telemetry,
            NewsChannel news,
            IntSupplier member) {
        this.catalogue = catalogue;
        this.committers = new Committers(ports.ledger(), COMMITTERS);
        this.clock = ports.clock();
        this.alarms = new Alarms(clock);
        Loading loading = new Loading(ports.ledger(), this::rows);
        Ports inLine = new Ports(loading, ports.queues(), ports.outcomes(), clock, ports.members());
        this.mending = new Mending(catalogue, census, clock, this::showAgain);
        this.tenure = new Tenure(
                ports.ledger(), ports.members(), Duration.ofSeconds(config.leaseSeconds()), new Estate(ports.ledger()));
        this.publisher =
                new Publisher(news, member, tenure::isSure, () -> System.nanoTime() / 1_000_000, Untold.Room.USUAL);
        this.workshop = new Workshop(
                inLine,
                loading,
                committers,
                alarms,
                census,
                new Outages(),
                tenure,
                publisher,
                config,
                telemetry,
                this::forget);
    }

    /** Reads the catalogue. No writer starts, and nothing is claimed. */
    public void open() {
        catalogue.sales().forEach(this::add);
        opened = true;
        publisher.start();
    }

    /**
     * Makes this process the owner of every sale that is not settled; the others start when somebody asks. Those that are open, and then
     * those that open next, are first in line. Where other ticket services are there, it takes its share of those that are nobody's, and of the rest
     * later what nobody else takes.
     */
    public void startWriters() {
        tenure.start();
        started = true;
        List<LiveSale> all = census.unsettled().stream()
                .sorted(Comparator.comparing((LiveSale sale) -> sale.view().status() == SaleStatus.CLOSED)
                        .thenComparingLong(
                                sale -> sale.view().sale().terms().window().opensAtMillis()))
                .toList();
        if (tenure.services().isEmpty()) {
            all.forEach(LiveSale::start);
        } else {
            startShare(all);
        }
    }

    private void startShare(List<LiveSale> all) {
        Members members = workshop.ports().members();
        List<Integer> share = all.stream()
                .map(LiveSale::number)
                .filter(sale -> members.firstChoice(sale) == members.self())
                .toList();
        Set<Integer> taken = new HashSet<>();
        try {
            taken.addAll(workshop.ports().ledger().take(share));
        } catch (LedgerException e) {
            LOG.warn("the ledger does not give this process its share of the sales yet", e);
        }
        for (LiveSale sale : all) {
            if (taken.contains(sale.number())) {
                sale.start();
            } else {
                sale.leaveToOthers();
            }
        }
    }

    /**
     * Claims a sale if it is nobody's, since somebody asks something of it; one that is over only while few of those are in memory. Never blocks.
     */
    public void invite(int number) {
        if (!started || closed) {
            return;
        }
        LiveSale sale = find(number);
        if (sale == null || sale.state() == LiveSale.State.REPLACED) {
            tenure.invite(number);
        } else if (sale.state() == LiveSale.State.IDLE && (!sale.isSettled() || census.mayWake())) {
            sale.start();
        }
    }

    /** How many sales have their writer in this state. */
    public int count(LiveSale.State state) {
        return census.count(state);
    }

    /** About how many reservations a sale has. */
    private long rows(int sale) {
        LiveSale found = find(sale);
        return found == null ? 0 : found.rows();
    }

    @Override
    public boolean isOpen() {
        return opened;
    }

    /** Creates a sale and starts its writer. */
    @Override
    public LiveSale create(SaleTerms terms, String owner) {
        tenure.start();
        LiveSale sale = add(Creation.make(catalogue, terms, owner, byId::containsKey, this::adopt));
        sale.start();
        return sale;
    }

    @Override
    public LiveSale create(SaleTerms terms) {
        return create(terms, null);
    }

    @Override
    public LiveSale adopt(int number) {
        if (find(number) == null) {
            tenure.start();
            catalogue.find(List.of(number)).forEach(this::adopt);
        }
        return find(number);
    }

    @Override
    public LiveSale find(String id) {
        return byId.get(id);
    }

    @Override
    public LiveSale find(int number) {
        LiveSale found = byNumber.get(number);
        return found == null ? unreadable.get(number) : found;
    }

    @Override
    public Collection<LiveSale> troubled() {
        return Collections.unmodifiableSet(census.troubled());
    }

    @Override
    public List<SaleDesk> newest(int beforeNumber, int limit) {
        return byNumber.headMap(beforeNumber, false).descendingMap().values().stream()
                .limit(limit)
                .map(SaleDesk.class::cast)
                .toList();
    }

    @Override
    public Collection<LiveSale> unsettled() {
        return Collections.unmodifiableSet(census.unsettled());
    }

    @Override
    public Collection<LiveSale> all() {
        return byNumber.values();
    }

    /** Stops the writers after they decided what was queued. Where other ticket services are there, they get the sales before. */
    @Override
    public void close() {
        closed = true;
        List<Member> heirs = tenure.services().stream()
                .filter(member -> member.number() != tenure.self())
                .toList();
        if (!heirs.isEmpty()) {
            Moves.all(workshop.ports().ledger(), census.unsettled(), heirs);
        }
        all().forEach(LiveSale::beginToStop);
        for (LiveSale sale : unsettled()) {
            try {
                sale.awaitStop();
            } catch (InterruptedException e) {
                LOG.warn("interrupted while sale {} stopped", sale.id());
                Thread.currentThread().interrupt();
                break;
            }
        }
        committers.close();
        alarms.close();
        publisher.close();
        tenure.close();
    }

    /** What this process has, beside what others have. */
    private final class Estate implements Tenure.Estate {
        /** Sales of others that are looked at together; the next time the next. */
        private static final int LOOKED_AT = 500;

        private final Moves moves;
        private int lookedAt;

        Estate(WriterLedger ledger) {
            this.moves = new Moves(ledger, census::unsettled, clock);
        }

        @Override
        public List<Integer> own() {
            return numbers(state -> state != LiveSale.State.REPLACED && state != LiveSale.State.IDLE);
        }

        @Override
        public List<Integer> others() {
            return census.count(LiveSale.State.REPLACED) == 0
                    ? List.of()
                    : numbers(state -> state == LiveSale.State.REPLACED);
        }

        private List<Integer> numbers(Predicate<LiveSale.State> which) {
            return census.unsettled().stream()
                    .filter(sale -> which.test(sale.state()))
                    .map(LiveSale::number)
                    .sorted()
                    .toList();
        }

        @Override
        public void lose(int sale) {
            LiveSale found = find(sale);
            if (found != null) {
                found.lose();
            }
        }

        @Override
        public void expect(int sale) {
            if (!closed) {
                Thread.ofPlatform().daemon().name("reading ahead").start(() -> readAhead(sale));
            }
        }

        private void readAhead(int sale) {
            try {
                workshop.ports().ledger().readAhead(sale);
            } catch (LedgerException e) {
                LOG.debug("sale {} is not read ahead", sale, e);
            }
        }

        @Override
        public void takeOver(int sale) {
            LiveSale found = findOrLookUp(sale);
            if (found != null && !closed) {
                found.start();
            }
        }

        @Override
        public void lookAround() {
            if (!started || closed) {
                return;
            }
            mending.round();
            List<Integer> next = others().stream()
                    .filter(sale -> sale > lookedAt)
                    .limit(LOOKED_AT)
                    .toList();
            lookedAt = next.size() < LOOKED_AT ? 0 : next.getLast();
            if (!next.isEmpty()) {
                showOthers(next, catalogue.find(next));
            }
            addNewer();
        }

        private void showOthers(List<Integer> asked, List<Catalogue.Entry> found) {
            Map<Integer, Catalogue.Entry> entries = new HashMap<>();
            found.forEach(entry -> entries.put(entry.number(), entry));
            for (int number : asked) {
                LiveSale sale = find(number);
                Catalogue.Entry entry = entries.get(number);
                if (sale != null && entry != null && entry.id().equals(sale.id())) {
                    sale.showOthers(entry);
                } else if (sale != null && sale.state() == LiveSale.State.REPLACED) {
                    LOG.error("sale {}: the ledger does not have it any more; it is forgotten", sale.id());
                    forget(sale);
                }
            }
        }

        private void addNewer() {
            add(catalogue.newer(late.highest()));
            List<Integer> missing = late.missing(nowMillis());
            if (!missing.isEmpty()) {
                add(catalogue.find(missing));
            }
        }

        private void add(List<Catalogue.Entry> entries) {
            entries.stream()
                    .filter(entry -> find(entry.number()) == null)
                    .map(Sales.this::add)
                    .filter(Sales::isToBeOwned)
                    .forEach(this::startIfChosen);
        }

        /** Null if there is none. */
        private LiveSale findOrLookUp(int number) {
            if (find(number) == null) {
                add(catalogue.find(List.of(number)));
            }
            return find(number);
        }

        /** Somebody else made it, and may have its writer. Where there are others, it is taken like one that lost its owner. */
        private void startIfChosen(LiveSale sale) {
            if (tenure.services().isEmpty()) {
                sale.start();
            } else {
                sale.leaveToOthers();
                if (workshop.ports().members().firstChoice(sale.number()) == tenure.self()) {
                    tenure.invite(sale.number());
                }
            }
        }

        @Override
        public boolean isOthers(int number) {
            LiveSale sale = findOrLookUp(number);
            return sale != null && sale.state() == LiveSale.State.REPLACED;
        }

        @Override
        public long weigh(List<Member> services, int self) {
            if (closed) {
                return Member.TAKES_NONE; // whoever gets its sales is not to give them back
            }
            return services.isEmpty() ? 0 : moves.weigh(services, self);
        }
    }

    private void adopt(Catalogue.Entry entry) {
        LiveSale sale = add(entry);
        if (isToBeOwned(sale)) {
            sale.start();
        }
    }

    private static boolean isToBeOwned(LiveSale sale) {
        return sale.trouble() == null && !sale.isSettled();
    }

    /** The ledger does not have it any more. Another one may have its number, and is looked for. Once it is not found, nothing of it is left. */
    private synchronized void forget(LiveSale sale) {
        if (find(sale.number()) == sale) {
            sale.vanish();
            byNumber.remove(sale.number(), sale);
            unreadable.remove(sale.number(), sale);
            byId.remove(sale.id(), sale);
            late.lost(sale.number(), nowMillis());
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** What cannot be shown after all is as if it had not been readable. */
    private LiveSale made(Catalogue.Entry entry) {
        LiveSale made;
        try {
            made = new LiveSale(entry, workshop);
        } catch (RuntimeException e) {
            made = new LiveSale(new Catalogue.Unreadable(entry.number(), entry.id(), entry.owner(), e), workshop);
        }
        if (made.trouble() != null) {
            LOG.error(
                    "sale {} cannot be read; the others go on: {}",
                    made.id(),
                    made.trouble().why());
        }
        return made;
    }

    /** It can be shown after all. */
    private void showAgain(LiveSale sale) {
        byNumber.put(sale.number(), sale);
        unreadable.remove(sale.number());
    }

    /** Whoever finds a sale first adds it, so that none ever has two writers here. */
    private LiveSale add(Catalogue.Entry entry) {
        return enter(made(entry));
    }

    private synchronized LiveSale enter(LiveSale made) {
        Map<Integer, LiveSale> kin = made.isReadable() ? byNumber : unreadable;
        LiveSale known = kin.putIfAbsent(made.number(), made);
        if (known == null) {
            census.enter(made);
        }
        LiveSale sale = known == null ? made : known;
        byId.put(sale.id(), sale);
        late.found(sale.number(), nowMillis());
        return sale;
    }
}
