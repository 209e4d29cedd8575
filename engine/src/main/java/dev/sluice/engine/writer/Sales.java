package dev.sluice.engine.writer;

import dev.sluice.engine.port.Ledger;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sales that this process runs. Any thread may use it. */
public final class Sales implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sales.class);

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final EngineConfig config;
    private final Telemetry telemetry;
    private final Map<String, LiveSale> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Integer, LiveSale> byNumber = new ConcurrentSkipListMap<>();
    private volatile boolean opened;

    public Sales(Ledger ledger, Outcomes outcomes, InstantSource clock, EngineConfig config, Telemetry telemetry) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.clock = clock;
        this.config = config;
        this.telemetry = telemetry;
    }

    /** Reads the catalogue and starts a writer for every sale that is not settled; the others start when somebody asks. */
    public void open() {
        ledger.sales().forEach(this::adopt);
        opened = true;
    }

    /** Whether the catalogue has been read. Until then a sale that is not found may be there all the same. */
    public boolean isOpen() {
        return opened;
    }

    /**
     * Creates a sale and starts its writer.
     *
     * @throws SaleExistsException if its id is taken
     * @throws LedgerException if the ledger cannot be reached; the sale may be there, and is found once it is created again
     */
    public LiveSale create(SaleTerms terms) {
        SaleState created;
        try {
            created = ledger.create(terms);
        } catch (SaleExistsException e) {
            adoptUnknown(terms.id());
            throw e;
        }
        LiveSale sale = add(new Ledger.Catalogued(created, untouched(terms), false));
        sale.start();
        return sale;
    }

    private static List<TierState> untouched(SaleTerms terms) {
        List<TierState> tiers = new ArrayList<>();
        for (int i = 0; i < terms.tiers().size(); i++) {
            long capacity = terms.tiers().get(i).capacity();
            long withheld = terms.inventory().withheld(i);
            tiers.add(new TierState(capacity, 0, 0, withheld, capacity - withheld, 0));
        }
        return tiers;
    }

    /** The sale with this id, or null. */
    public LiveSale find(String id) {
        return byId.get(id);
    }

    /** The sale with this number, or null. */
    public LiveSale find(int number) {
        return byNumber.get(number);
    }

    /** As {@link Ledger#storePlan}. Blocks. */
    public String storePlan(Plan plan) {
        return ledger.storePlan(plan);
    }

    /** As {@link Ledger#findPlan}. Blocks. */
    public Plan findPlan(String version) {
        return ledger.findPlan(version);
    }

    /** Sales with numbers below this one, newest first. */
    public List<LiveSale> newest(int beforeNumber, int limit) {
        return byNumber.headMap(beforeNumber, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /** All sales by number. */
    public Collection<LiveSale> all() {
        return byNumber.values();
    }

    /** Stops the writers after they decided what was queued. */
    @Override
    public void close() {
        for (LiveSale sale : all()) {
            try {
                sale.stop();
            } catch (InterruptedException e) {
                LOG.warn("interrupted while sale {} stopped", sale.id());
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A creation whose answer was lost left a sale that only the ledger knows. */
    private void adoptUnknown(String id) {
        if (find(id) == null) {
            ledger.sales().stream()
                    .filter(stored -> stored.sale().terms().id().equals(id))
                    .forEach(this::adopt);
        }
    }

    private void adopt(Ledger.Catalogued catalogued) {
        LiveSale sale = add(catalogued);
        if (!catalogued.settled()) {
            sale.start();
        }
    }

    /** Whoever finds a sale first adds it, so that none ever has two writers here. */
    private LiveSale add(Ledger.Catalogued catalogued) {
        LiveSale sale = byNumber.computeIfAbsent(
                catalogued.sale().number(), _ -> new LiveSale(catalogued, ledger, outcomes, clock, config, telemetry));
        byId.put(sale.id(), sale);
        return sale;
    }
}
