package dev.sluice.engine.writer;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Creation;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
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
    private final SaleRegister register;
    private final Tenure tenure;
    private final Publisher publisher;
    private final Workshop workshop;
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
        InstantSource clock = ports.clock();
        this.alarms = new Alarms(clock);
        this.register = new SaleRegister(census, this::made);
        Loading loading = new Loading(ports.ledger(), this::rows);
        Ports inLine = new Ports(loading, ports.queues(), ports.outcomes(), clock, ports.members());
        Mending mending = new Mending(catalogue, census, clock, register::showAgain);
        this.tenure = new Tenure(
                ports.ledger(),
                ports.members(),
                Duration.ofSeconds(config.leaseSeconds()),
                new SalesEstate(ports, catalogue, register, census, mending, new Host()));
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
                register::forget);
    }

    /** Reads the catalogue. No writer starts, and nothing is claimed. */
    public void open() {
        catalogue.sales().forEach(register::add);
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
        LiveSale sale = register.add(Creation.make(catalogue, terms, owner, id -> find(id) != null, this::adopt));
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
        return register.find(id);
    }

    @Override
    public LiveSale find(int number) {
        return register.find(number);
    }

    @Override
    public Collection<LiveSale> troubled() {
        return Collections.unmodifiableSet(census.troubled());
    }

    @Override
    public List<SaleDesk> newest(int beforeNumber, int limit) {
        return register.newest(beforeNumber).stream()
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
        return register.all();
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

    /** As those who look what others have see it. */
    private final class Host implements SalesEstate.Host {
        @Override
        public boolean isStarted() {
            return started;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        /** Where there are others, it is taken like one that lost its owner. */
        @Override
        public void meet(LiveSale sale) {
            if (tenure.services().isEmpty()) {
                sale.start();
            } else {
                sale.leaveToOthers();
                if (workshop.ports().members().firstChoice(sale.number()) == tenure.self()) {
                    tenure.invite(sale.number());
                }
            }
        }
    }

    private void adopt(Catalogue.Entry entry) {
        LiveSale sale = register.add(entry);
        if (sale.isToBeOwned()) {
            sale.start();
        }
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
}
