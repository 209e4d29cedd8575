package dev.sluice.app.node;

import dev.sluice.courier.Courier;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.gateway.operate.Operations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells operators how this process is. Any thread may use it. */
public final class NodeOperations implements Operations {
    private static final int MAX_WARNINGS = 20;

    private final BooleanSupplier ledgerAnswers;
    private final Supplier<String> ledgerTrouble;
    private final Sales writers;
    private final SaleDesks desks;
    private final boolean amongOthers;
    private final ClusterView cluster;
    private final Courier courier;
    private final Breakers breakers;
    private final Metrics measured;
    private final SteadyClock clock;
    private volatile LongSupplier lostCommits = () -> 0;
    private volatile boolean preparing;
    /** Whether all sales that were to be loaded at the start once were. What loads later concerns nobody else. */
    private volatile boolean started;

    /**
     * @param ledgerAnswers whether the ledger answers now; may block
     * @param ledgerTrouble what is known of why it does not; null for nothing
     * @param cluster null if this process knows of no other
     * @param courier null if nothing is brought to the outside
     * @param breakers null if nothing is cut off
     * @param measured null if nothing is
     * @param clock null if the machine's is followed whatever it shows
     */
    NodeOperations(
            BooleanSupplier ledgerAnswers,
            Supplier<String> ledgerTrouble,
            NodeSales sales,
            ClusterView cluster,
            Courier courier,
            Breakers breakers,
            Metrics measured,
            SteadyClock clock) {
        this.ledgerAnswers = ledgerAnswers;
        this.ledgerTrouble = ledgerTrouble;
        this.writers = sales.writers();
        this.desks = sales.desks();
        this.amongOthers = sales.redis() != null;
        this.cluster = cluster;
        this.courier = courier;
        this.breakers = breakers;
        this.measured = measured;
        this.clock = clock;
    }

    /** The same of a process that measures nothing and brings nothing to the outside, and whose ledger tells nothing of itself. */
    public NodeOperations(BooleanSupplier ledgerAnswers, Sales sales, SteadyClock clock) {
        this(ledgerAnswers, () -> null, NodeSales.alone(sales), null, null, null, null, clock);
    }

    /** @param commits how many the ledger lost that it had said to be durable; 0 for none */
    void warnOfLost(LongSupplier commits) {
        lostCommits = commits;
    }

    /** Says whether something is still to be done before anybody is served. Any thread may say so. */
    void preparing(boolean now) {
        preparing = now;
    }

    /** A sale that another process owns, that loads, or that stopped over a fault, does not take the others with it. */
    @Override
    public String unreadiness() {
        if (!desks.isOpen() || (writers != null && !writers.isOpen())) {
            return "the catalogue is being read";
        }
        if (preparing) {
            return "what is sold is being put on sale";
        }
        if (!ledgerAnswers.getAsBoolean()) {
            String why = ledgerTrouble.get();
            return "the ledger does not answer" + (why == null ? "" : ": " + why);
        }
        return writers == null ? null : unreadinessOfWriters();
    }

    private String unreadinessOfWriters() {
        int loading = writers.count(LiveSale.State.LOADING);
        int recovering = writers.count(LiveSale.State.RECOVERING);
        if (loading + recovering == 0) {
            started = true;
        }
        int replaced = writers.count(LiveSale.State.REPLACED);
        boolean noneDecides = writers.count(LiveSale.State.RUNNING) == 0;
        if (started && noneDecides && replaced > 0 && loading + recovering == 0 && !amongOthers) {
            return "all sales are another process's: " + replaced;
        }
        return started && !(noneDecides && recovering > 0)
                ? null
                : "sales that load: " + loading + ", that lost their ledger: " + recovering;
    }

    @Override
    public Cluster cluster() {
        return cluster == null ? Operations.super.cluster() : cluster.look();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(courier == null ? List.of() : courier.warnings());
        if (cluster != null) {
            warnings.addAll(cluster.warnings());
        }
        if (breakers != null) {
            breakers.all().forEach(breaker -> warning(breaker).ifPresent(warnings::add));
        }
        long lost = lostCommits.getAsLong();
        if (lost > 0) {
            warnings.add("the ledger went back in time: " + lost
                    + " commits that were durable are gone, at least; what was answered by them has to be made good");
        }
        aside().stream().limit(MAX_WARNINGS).map(NodeOperations::warning).forEach(warnings::add);
        return warnings;
    }

    private static Optional<String> warning(Breaker breaker) {
        return switch (breaker.state()) {
            case CLOSED -> Optional.empty();
            case OPEN -> Optional.of("cut off, since it fails or is too slow: " + breaker.name());
            case HALF_OPEN -> Optional.of("was cut off, and is tried by whoever asks for it next: " + breaker.name());
        };
    }

    private static String warning(Aside aside) {
        return "what is due in sale " + aside.sale() + " and could not be committed: " + aside.count();
    }

    @Override
    public List<Aside> aside() {
        return (writers == null ? List.<LiveSale>of() : writers.unsettled())
                .stream()
                        .map(NodeOperations::aside)
                        .filter(aside -> aside.count() > 0)
                        .sorted(Comparator.comparingInt(Aside::number))
                        .toList();
    }

    private static Aside aside(LiveSale sale) {
        List<UUID> all = sale.aside();
        return new Aside(
                sale.id(),
                sale.number(),
                all.size(),
                all.stream().filter(one -> !one.equals(LiveSale.ITSELF)).toList());
    }

    @Override
    public List<Fault> faults() {
        return (writers == null ? desks : writers)
                .troubled().stream()
                        .map(sale -> fault(sale, sale.trouble()))
                        .sorted(Comparator.comparingInt(Fault::number))
                        .toList();
    }

    @Override
    public long clockJumpSeconds() {
        return clock == null ? 0 : clock.jumpSeconds();
    }

    @Override
    public void trustClock() {
        if (clock != null) {
            clock.trust();
        }
    }

    private static Fault fault(SaleDesk sale, Trouble trouble) {
        return new Fault(sale.id(), sale.number(), trouble.kind().name(), trouble.why(), trouble.sinceMillis());
    }

    @Override
    public Map<String, Integer> sales() {
        Map<String, Integer> states = new LinkedHashMap<>();
        for (LiveSale.State state : LiveSale.State.values()) {
            states.put(state.name(), writers == null ? 0 : writers.count(state));
        }
        return states;
    }

    @Override
    public String metrics() {
        return measured.scrape();
    }
}
