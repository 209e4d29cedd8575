package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.History;
import dev.sluice.engine.port.Reports;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import dev.sluice.sale.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One sale, and the rows that a test puts below it. */
final class FakeLedger implements Reports, SaleDesks {
    final List<Row> rows = new ArrayList<>();
    final List<TicketRow> tickets = new ArrayList<>();
    Settled settled;
    Function<SaleTerms, SaleDesk> creation;
    boolean open = true;
    /** Whether a sale that is not found is not there. */
    boolean complete = true;

    /** Whose the sales were to be that were to be created. */
    final List<String> owners = new CopyOnWriteArrayList<>();

    private final SaleDesk sale;

    FakeLedger(SaleDesk sale) {
        this.sale = sale;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean knowsAll() {
        return open && complete;
    }

    @Override
    public SaleDesk find(String id) {
        return open && id.equals(sale.id()) ? sale : null;
    }

    @Override
    public SaleDesk find(int number) {
        return open && number == sale.number() ? sale : null;
    }

    @Override
    public List<SaleDesk> newest(int beforeNumber, int limit) {
        return beforeNumber > sale.number() ? List.of(sale) : List.of();
    }

    @Override
    public Collection<? extends SaleDesk> unsettled() {
        return List.of(sale);
    }

    @Override
    public Collection<? extends SaleDesk> troubled() {
        return sale.trouble() == null ? List.of() : List.of(sale);
    }

    @Override
    public Collection<? extends SaleDesk> all() {
        return List.of(sale);
    }

    @Override
    public SaleDesk create(SaleTerms terms, String owner) {
        owners.add(owner);
        return creation.apply(terms);
    }

    @Override
    public List<Row> reservations(int number, ReservationStatus status, long beforeOrdinal, int limit) {
        return rows.stream().limit(limit).toList();
    }

    @Override
    public List<Row> reservationsAfter(int number, ReservationStatus status, long afterOrdinal, int limit) {
        return rows.stream()
                .filter(row -> row.state().ordinal() > afterOrdinal)
                .limit(limit)
                .toList();
    }

    /** Looks for settled reservations by key. */
    final AtomicInteger looks = new AtomicInteger();

    @Override
    public List<Row> named(int number, String orderNumber) {
        return called(List.of(number), List.of(orderNumber), 1);
    }

    @Override
    public List<Row> settledOf(String user, int sale, long beforeMillis, UUID beforeId, int limit) {
        return rows.stream().filter(row -> row.user().equals(user)).limit(limit).toList();
    }

    @Override
    public List<Row> called(List<Integer> sales, List<String> orderNumbers, int limit) {
        return rows.stream()
                .filter(row -> sales.contains(row.sale())
                        && orderNumbers.contains(OrderNumber.of(row.state().id())))
                .toList();
    }

    @Override
    public List<Row> unsettledCalled(List<Integer> sales, List<String> orderNumbers, int limit) {
        return List.of();
    }

    @Override
    public List<Row> settledOf(String user, String merchant, int limit) {
        return rows.stream().filter(row -> row.user().equals(user)).toList();
    }

    @Override
    public Row settledWith(UUID id) {
        return rows.stream()
                .filter(row -> row.state().id().equals(id)
                        || ReservationIds.ticket(row.state().id(), 1).equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public History history(int number, long ordinal) {
        return rows.stream()
                .filter(row -> row.sale() == number && row.state().ordinal() == ordinal)
                .findFirst()
                .map(row -> new History(row, List.of()))
                .orElse(null);
    }

    @Override
    public Settled settled(int number, UUID id) {
        looks.incrementAndGet();
        return settled;
    }

    @Override
    public List<TicketRow> ticketsOf(String user, long beforeMillis, UUID beforeId, int limit) {
        return tickets.stream()
                .filter(ticket -> ticket.issuedAtMillis() < beforeMillis)
                .limit(limit)
                .toList();
    }

    @Override
    public Standing standing(int number) {
        return new Standing(Units.NONE, Units.NONE, Units.NONE);
    }

    @Override
    public List<Audit.Money> money(int number) {
        return List.of();
    }

    @Override
    public Audit audit(int number) {
        return new Audit(sale.id(), List.of(), List.of(), List.of());
    }

    @Override
    public Audit auditOfNoSale() {
        throw new UnsupportedOperationException();
    }
}
