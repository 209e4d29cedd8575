package dev.sluice.engine.writer;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.WriterLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process has of the sales, beside what others have. Used by the thread that looks who owns what. */
final class SalesEstate implements Tenure.Estate {
    private static final Logger LOG = LoggerFactory.getLogger(SalesEstate.class);

    /** Sales of others that are looked at together; the next time the next. */
    private static final int LOOKED_AT = 500;

    /** The process whose sales these are. Any thread may ask it. */
    interface Host {
        /** Whether it may own sales that nobody asked it for. */
        boolean isStarted();

        /** Whether it leaves, and takes nothing any more. */
        boolean isClosed();

        /** Somebody else made this sale, which may be without an owner. */
        void meet(LiveSale sale);
    }

    private final WriterLedger ledger;
    private final Catalogue catalogue;
    private final SaleRegister sales;
    private final Census census;
    private final Mending mending;
    private final Host host;
    private final Moves moves;
    private int lookedAt;

    SalesEstate(Ports ports, Catalogue catalogue, SaleRegister sales, Census census, Mending mending, Host host) {
        this.ledger = ports.ledger();
        this.catalogue = catalogue;
        this.sales = sales;
        this.census = census;
        this.mending = mending;
        this.host = host;
        this.moves = new Moves(ledger, census::unsettled, ports.clock());
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
        LiveSale found = sales.find(sale);
        if (found != null) {
            found.lose();
        }
    }

    @Override
    public void expect(int sale) {
        if (!host.isClosed()) {
            Thread.ofPlatform().daemon().name("reading ahead").start(() -> readAhead(sale));
        }
    }

    private void readAhead(int sale) {
        try {
            ledger.readAhead(sale);
        } catch (LedgerException e) {
            LOG.debug("sale {} is not read ahead", sale, e);
        }
    }

    @Override
    public void takeOver(int sale) {
        LiveSale found = findOrLookUp(sale);
        if (found != null && !host.isClosed()) {
            found.start();
        }
    }

    @Override
    public void lookAround() {
        if (!host.isStarted() || host.isClosed()) {
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
            LiveSale sale = sales.find(number);
            Catalogue.Entry entry = entries.get(number);
            if (sale != null && entry != null && entry.id().equals(sale.id())) {
                sale.showOthers(entry);
            } else if (sale != null && sale.state() == LiveSale.State.REPLACED) {
                LOG.error("sale {}: the ledger does not have it any more; it is forgotten", sale.id());
                sales.forget(sale);
            }
        }
    }

    private void addNewer() {
        add(catalogue.newer(sales.highest()));
        List<Integer> missing = sales.missing();
        if (!missing.isEmpty()) {
            add(catalogue.find(missing));
        }
    }

    private void add(List<Catalogue.Entry> entries) {
        entries.stream()
                .filter(entry -> sales.find(entry.number()) == null)
                .map(sales::add)
                .filter(LiveSale::isToBeOwned)
                .forEach(host::meet);
    }

    /** Null if there is none. */
    private LiveSale findOrLookUp(int number) {
        if (sales.find(number) == null) {
            add(catalogue.find(List.of(number)));
        }
        return sales.find(number);
    }

    @Override
    public boolean isOthers(int number) {
        LiveSale sale = findOrLookUp(number);
        return sale != null && sale.state() == LiveSale.State.REPLACED;
    }

    @Override
    public long weigh(List<Member> services, int self) {
        if (host.isClosed()) {
            return Member.TAKES_NONE; // whoever gets its sales is not to give them back
        }
        return services.isEmpty() ? 0 : moves.weigh(services, self);
    }
}
