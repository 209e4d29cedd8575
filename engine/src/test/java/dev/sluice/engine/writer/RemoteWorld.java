package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.news.FaultyNews;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.engine.remote.SteppedSales;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Ticket services and gateways in one thread, in steps of one clock. It remembers what every writer ever showed, and who had something then,
 * against which a gateway's refusals are held.
 */
final class RemoteWorld {
    static final int STEP_MILLIS = 10;
    private static final int LEASE_MILLIS = 1_000;
    /** Editions of an answer that go out in one step. */
    private static final int MAX_ROUNDS = 10;

    private static final int ASKING_MILLIS = 50;
    private static final int CATALOGUE_MILLIS = 250;

    final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
    final MemoryLedger ledger = new MemoryLedger(clock);
    final FaultyNews news;
    final Map<Integer, InProcessQueue> queues = new HashMap<>();
    final Received received = new Received();
    final Map<Integer, Service> services = new LinkedHashMap<>();
    final List<Gateway> gateways = new ArrayList<>();
    /** What each sale's writers showed, in order. */
    final Map<Integer, List<Truth>> truths = new HashMap<>();

    private final Random random;
    private final Untold.Room most;
    private long nowMillis;
    private int numbers;

    /**
     * @param sinceMillis when it was shown
     * @param buyers who had something in it
     */
    record Truth(long sinceMillis, SaleView view, Set<UUID> buyers) {}

    /** @param most what one edition holds */
    RemoteWorld(Random random, Untold.Room most) {
        this.random = random;
        this.most = most;
        this.news = new FaultyNews(random, () -> nowMillis);
    }

    long nowMillis() {
        return nowMillis;
    }

    /** A clock of a process's own, which begins somewhere. */
    private LongSupplier ownMillis() {
        long offset = random.nextInt(1_000_000_000) - 500_000_000L;
        return () -> nowMillis + offset;
    }

    int create(SaleTerms terms) {
        return ledger.create(terms).number();
    }

    InProcessQueue queue(int sale) {
        return queues.computeIfAbsent(sale, _ -> new InProcessQueue(4_096));
    }

    Service addService() {
        Service service = new Service(++numbers);
        services.put(service.member, service);
        return service;
    }

    Gateway addGateway() {
        Gateway gateway = new Gateway(++numbers);
        gateways.add(gateway);
        return gateway;
    }

    /** Time goes on by a step, and everybody does what they do. */
    void step() {
        nowMillis += STEP_MILLIS;
        clock.advance(STEP_MILLIS);
        news.deliver();
        services.values().forEach(Service::step);
        gateways.forEach(Gateway::step);
    }

    void run(int millis) {
        for (int passed = 0; passed < millis; passed += STEP_MILLIS) {
            step();
        }
    }

    private final class All implements Members {
        private final int self;

        All(int self) {
            this.self = self;
        }

        @Override
        public int self() {
            return self;
        }

        @Override
        public List<Member> living() {
            return services.values().stream()
                    .filter(service -> !service.dead)
                    .map(service -> new Member(service.member, Set.of(Role.TICKET), "", "", 0))
                    .toList();
        }
    }

    /** A process with writers. */
    final class Service {
        final int member;
        final Map<Integer, SaleWriter> writers = new LinkedHashMap<>();
        final Map<Integer, Long> epochs = new HashMap<>();
        final FaultyNews.Process process;
        private final Publisher publisher;
        private long renewedMillis = nowMillis;
        boolean stopped;
        boolean dead;

        Service(int member) {
            this.member = member;
            this.process = news.of(member);
            this.publisher = new Publisher(process, () -> member, this::isSure, ownMillis(), most);
            publisher.listen();
        }

        private boolean isSure() {
            return nowMillis - renewedMillis < LEASE_MILLIS;
        }

        /** Becomes the owner. */
        void own(int sale) {
            SaleWriter writer = new SaleWriter(
                    sale,
                    new Ports(ledger, RemoteWorld.this::queue, received, clock),
                    queue(sale),
                    new DirectCommits(ledger),
                    EngineConfig.DEFAULT,
                    Telemetry.NONE,
                    new Window(sale),
                    new StallWatch(500),
                    new ToldRefusals(),
                    this::isSure);
            writers.put(sale, writer);
            load(writer);
        }

        private void load(SaleWriter writer) {
            writer.load();
        }

        /** Hands a sale over, or leaves one that is over. */
        void leave(int sale, boolean settled) {
            writers.remove(sale).unload();
            publisher.ends(sale, epochs.get(sale), settled);
            if (settled) {
                Truth last = truths.get(sale).getLast();
                remember(sale, last.view.asSettled());
            }
        }

        /** Its writer stops over a fault. */
        void breaks(int sale, Trouble trouble) {
            writers.remove(sale);
            publisher.breaks(sale, epochs.get(sale), trouble);
        }

        void step() {
            process.stopped = stopped || dead;
            if (process.stopped) {
                return;
            }
            for (SaleWriter writer : writers.values()) {
                turn(writer);
            }
            renewedMillis = nowMillis;
            boolean more = publisher.round();
            for (int rounds = 1; more && rounds < MAX_ROUNDS; rounds++) {
                more = publisher.round();
            }
        }

        /** It was stopped for longer than its lease, and wakes up: it is not sure of anything until it knows what it lost. */
        void wake() {
            stopped = false;
            process.stopped = false;
            publisher.round();
            List.copyOf(writers.keySet()).forEach(sale -> publisher.ends(sale, epochs.get(sale), false));
            writers.clear();
        }

        private void turn(SaleWriter writer) {
            try {
                while (writer.turn(0)) {}
            } catch (LedgerException e) {
                load(writer);
            }
        }

        private final class Window implements SaleWriter.Desk {
            private final int sale;

            Window(int sale) {
                this.sale = sale;
            }

            @Override
            public void show(SaleView view, KnownBuyers known) {
                remember(sale, view);
            }

            @Override
            public void begin(SaleView view, KnownBuyers known, long epoch) {
                remember(sale, view);
                epochs.put(sale, epoch);
                publisher.begins(sale, epoch, view, known);
            }

            @Override
            public void show(SaleView view, KnownBuyers known, Batch batch) {
                remember(sale, view);
                publisher.changes(sale, batch.epoch(), view, batch.made());
            }
        }
    }

    private void remember(int sale, SaleView view) {
        Set<UUID> buyers =
                ledger.reservations(sale).stream().map(ReservationState::buyer).collect(Collectors.toSet());
        truths.computeIfAbsent(sale, _ -> new ArrayList<>()).add(new Truth(nowMillis, view, buyers));
    }

    /** A process with a gateway. */
    final class Gateway {
        final FaultyNews.Process process;
        private final SteppedSales stepped;
        private final int phase = random.nextInt(ASKING_MILLIS);
        boolean stopped;

        Gateway(int member) {
            process = news.of(member);
            stepped = new SteppedSales(ledger, RemoteWorld.this::queue, process, new All(member), clock, ownMillis());
        }

        RemoteSales sales() {
            return stepped.sales;
        }

        void step() {
            process.stopped = stopped;
            if (!stopped && (nowMillis + phase) % ASKING_MILLIS < STEP_MILLIS) {
                stepped.ask();
            }
            if (!stopped && (nowMillis + phase) % CATALOGUE_MILLIS < STEP_MILLIS) {
                stepped.readCatalogue();
            }
        }
    }
}
