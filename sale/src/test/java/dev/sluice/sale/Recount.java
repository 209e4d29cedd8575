package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a ledger would hold after the changes of a run, and whether that is in order: every count is taken from the rows. It knows what
 * must never happen, and nothing of how it is decided.
 */
final class Recount implements Consumer<Change> {
    private static final Set<ReservationStatus> TAKES_UNITS =
            EnumSet.of(ReservationStatus.HELD, ReservationStatus.CONFIRMED, ReservationStatus.WAITLISTED);

    private static final String LEFT = "nobody gets a seat where the train has left";

    private final Map<Long, ReservationState> reservations = new TreeMap<>();
    /** Which number a reservation has. */
    private final Map<UUID, Long> ordinals = new HashMap<>();

    private final Map<UUID, PaymentState> payments = new LinkedHashMap<>();
    /** Ids of payments by reservation, in the order in which they were made. */
    private final Map<UUID, Set<UUID>> attempts = new HashMap<>();
    /** By payment and reference. */
    private final Map<List<Object>, Integer> refundOrders = new HashMap<>();

    private final List<String> wrong = new ArrayList<>();
    private SaleState sale;
    /** By user. */
    private final Map<String, EntryState> entries = new TreeMap<>();

    private DrawState draw;
    private int highestLimit;
    private boolean isTold;
    private long now;

    Recount(SaleState sale) {
        accept(new Change.SaleChanged(sale));
    }

    @Override
    public void accept(Change change) {
        switch (change) {
            case Change.Made c -> make(c.state());
            case Change.Moved c -> move(c.state());
            case Change.Numbered c -> move(c.state());
            case Change.PaymentChanged c -> put(c.payment());
            case Change.RefundOrdered c ->
                refundOrders.merge(List.of(c.payment().id(), c.charge().reference(), c.part()), 1, Integer::sum);
            case Change.EntryChanged c -> entries.put(c.user(), c.state());
            case Change.DrawChanged c -> draw = c.state();
            case Change.PlaceTaken _, Change.RoomChanged _ -> {}
            case Change.SaleChanged c -> {
                sale = c.state();
                highestLimit = Math.max(highestLimit, sale.terms().rules().limitPerUser());
            }
        }
    }

    SaleState sale() {
        return sale;
    }

    /** Says when what is accepted from now on was decided, so that who took what can be judged by it. */
    Recount at(long nowMillis) {
        isTold = true;
        now = nowMillis;
        return this;
    }

    /** By ordinal. */
    Collection<ReservationState> reservations() {
        return reservations.values();
    }

    Recount copy() {
        Recount copy = new Recount(sale);
        copy.reservations.putAll(reservations);
        copy.ordinals.putAll(ordinals);
        payments.values().forEach(copy::put);
        copy.refundOrders.putAll(refundOrders);
        copy.entries.putAll(entries);
        copy.draw = draw;
        copy.highestLimit = highestLimit;
        return copy;
    }

    /** Puts everything into an empty book, as a ledger does. */
    void restore(SaleBook book) {
        if (draw != null) {
            book.restore(draw);
        }
        entries.forEach((user, entry) -> book.restore(entry, user));
        reservations.values().forEach(book::restore);
        payments.values().stream()
                .filter(p -> sale.terms()
                        .inventory()
                        .keeps(reservation(p.reservation()).status()))
                .forEach(book::restore);
    }

    /** Settled reservations that have one of these ids, or have a payment that has. */
    List<Settled> settled(List<UUID> ids) {
        List<Settled> settled = new ArrayList<>();
        for (long ordinal : ordinals(ids)) {
            ReservationState r = reservations.get(ordinal);
            if (r.status().settled()) {
                settled.add(new Settled(r, paymentsOf(r.id())));
            }
        }
        return settled;
    }

    private Set<Long> ordinals(List<UUID> ids) {
        Set<Long> found = new TreeSet<>();
        for (UUID id : ids) {
            Long ordinal = ordinalOf(id);
            if (ordinal != null) {
                found.add(ordinal);
            }
        }
        return found;
    }

    /** Of the reservation with this id, or with a payment that has it; null if there is none. */
    private Long ordinalOf(UUID id) {
        PaymentState payment = payments.get(id);
        return ordinals.get(payment == null ? id : payment.reservation());
    }

    /** What is out of order now, or was on the way. Empty if nothing. */
    List<String> violations(Subject book) {
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            checkTier(tier, book.tier(tier));
        }
        checkUnits();
        checkLimit();
        reservations.values().forEach(this::checkTickets);
        reservations.values().forEach(this::checkDeparture);
        payments.values().forEach(this::checkMoney);
        return wrong;
    }

    /** The same where the book has nothing left to do. */
    List<String> violationsAtRest(Subject book) {
        for (int tier = 0; tier < sale.terms().tiers().size() && (isOver() || !sale.paused()); tier++) {
            requireServed(tier, book.tier(tier).available());
        }
        return violations(book);
    }

    private ReservationState reservation(UUID id) {
        return reservations.get(ordinals.get(id));
    }

    private List<PaymentState> paymentsOf(UUID id) {
        List<PaymentState> of = new ArrayList<>();
        for (UUID attempt : attempts.getOrDefault(id, Set.of())) {
            of.add(payments.get(attempt));
        }
        return of;
    }

    private void put(PaymentState payment) {
        payments.put(payment.id(), payment);
        attempts.computeIfAbsent(payment.reservation(), _ -> new LinkedHashSet<>())
                .add(payment.id());
    }

    private void make(ReservationState made) {
        require(made.ordinal() == reservations.size() + 1L, "ordinals have no gaps", made);
        require(!reservations.containsKey(made.ordinal()), "a reservation is made once", made);
        require(!isTold || sale.statusAt(now) == SaleStatus.OPEN, "nobody buys in a sale that is not open", made);
        require(made.createdAtMillis() < NaiveRows.soldUntil(sale.terms(), made.selection()), LEFT, made);
        reservations.put(made.ordinal(), made);
        ordinals.put(made.id(), made.ordinal());
    }

    private void move(ReservationState moved) {
        ReservationState before = reservations.get(moved.ordinal());
        boolean elsewhere = before != null
                && (before.status() != moved.status()
                        || before.reason() != moved.reason()
                        || !before.units().equals(moved.units())
                        || !before.returned().equals(moved.returned()));
        require(elsewhere, "what moves was there, and elsewhere", moved);
        if (elsewhere) {
            checkReturned(before, moved);
        }
        if (isTold && elsewhere) {
            checkWhoTook(before, moved);
        }
        reservations.put(moved.ordinal(), moved);
    }

    /** What was bought stays; what went back of it stays back, each ticket once, with the unit that it had. */
    private void checkReturned(ReservationState before, ReservationState moved) {
        int[] was = before.returned().tickets().toArray();
        int[] is = moved.returned().tickets().toArray();
        boolean stays = is.length >= was.length && Arrays.equals(was, Arrays.copyOf(is, was.length));
        require(
                stays && IntStream.of(is).distinct().count() == is.length,
                "a ticket that went back stays back, and goes back once",
                moved);
        require(
                moved.bought() == before.bought()
                        && moved.amount() == before.amount()
                        && IntStream.of(is).allMatch(ticket -> ticket >= 1 && ticket <= before.bought()),
                "what was bought stays what was bought",
                moved);
        if (is.length > was.length) {
            require(
                    before.status() == ReservationStatus.CONFIRMED
                            && moved.status() == ReservationStatus.CONFIRMED
                            && IntStream.rangeClosed(1, before.bought())
                                    .allMatch(ticket -> moved.unitOf(ticket).equals(before.unitOf(ticket))),
                    "some tickets go back of a reservation that keeps the others",
                    moved);
        }
    }

    private void checkWhoTook(ReservationState before, ReservationState moved) {
        if (before.status() == ReservationStatus.HELD && moved.status() == ReservationStatus.EXPIRED) {
            long ends = Math.max(before.expiresAtMillis(), sale.holdsKeptUntilMillis());
            require(now >= ends, "no hold ends before its time", before);
        }
        if (before.status() == ReservationStatus.WAITLISTED) {
            checkEndOfWait(before, moved.status());
        } else if (before.status() == ReservationStatus.EXPIRED && moved.status() == ReservationStatus.CONFIRMED) {
            checkLate(moved);
        }
    }

    private void checkEndOfWait(ReservationState waiting, ReservationStatus next) {
        if (next == ReservationStatus.HELD) {
            boolean overtaken = waiting(waiting.tier())
                    .anyMatch(r -> r.ordinal() < waiting.ordinal()
                            && r.selection().equals(waiting.selection())
                            && r.quantity() <= waiting.quantity());
            require(!overtaken, "offers go to the first for whom they suffice", waiting);
            require(isOver() || !sale.paused(), "nothing is offered in a pause", waiting);
            require(!hasLeft(waiting), LEFT, waiting);
        } else if (next == ReservationStatus.EXPIRED) {
            require(isOver() || hasLeft(waiting), "a wait ends with its sale, or its train", waiting);
            require(!couldHave(waiting), "no wait ends while units are there for it", waiting);
        }
    }

    /** Of an expired reservation that becomes tickets. */
    private void checkLate(ReservationState paid) {
        require(!isOver(), "whoever pays late gets nothing once the sale is over", paid);
        require(!hasLeft(paid), LEFT, paid);
        require(takesNothingFromWhoWaits(paid), "those who wait come before a payment that is late", paid);
        long has = reservations.values().stream()
                .filter(r -> r.buyer().equals(paid.buyer()) && TAKES_UNITS.contains(r.status()))
                .mapToLong(ReservationState::quantity)
                .sum();
        require(
                has + paid.quantity() <= sale.terms().rules().limitPerUser(),
                "a payment that is late does not lift the limit",
                paid);
    }

    private boolean takesNothingFromWhoWaits(ReservationState paid) {
        return NaiveRows.tiersOf(paid).stream()
                .allMatch(tier -> told()
                        ? waiting(tier).noneMatch(this::couldHave)
                        : served(tier, available(tier) - NaiveRows.loadOf(paid, tier))
                                .equals(served(tier, available(tier))));
    }

    /** Whom of those who wait so many units would suffice for, in their order. */
    private List<UUID> served(int tier, long available) {
        List<UUID> served = new ArrayList<>();
        long left = available;
        for (ReservationState r : waiting(tier).toList()) {
            if (r.quantity() <= left) {
                left -= r.quantity();
                served.add(r.id());
            }
        }
        return served;
    }

    private boolean hasLeft(ReservationState r) {
        return NaiveRows.soldUntil(sale.terms(), r.selection()) <= now;
    }

    private boolean isOver() {
        return sale.closed() || now >= sale.terms().window().closesAtMillis();
    }

    private Stream<ReservationState> waiting(int tier) {
        return reservations.values().stream()
                .filter(r -> r.tier() == tier && r.status() == ReservationStatus.WAITLISTED);
    }

    /** Whether there are units for somebody who waits, by the kind's plainest search. */
    private boolean couldHave(ReservationState waiting) {
        return !hasLeft(waiting)
                && available(waiting.tier()) >= NaiveRows.load(waiting.quantity(), waiting.selection())
                && NaiveInventory.of(sale.terms())
                                .findAgain(
                                        sale.terms(), taken(), waiting.tier(), waiting.quantity(), waiting.selection())
                        != null;
    }

    private long available(int tier) {
        return sale.terms().tiers().get(tier).capacity()
                - sale.terms().inventory().withheld(tier)
                - units(tier, ReservationStatus.HELD)
                - units(tier, ReservationStatus.CONFIRMED);
    }

    private List<ReservationState> taken() {
        return reservations.values().stream()
                .filter(r -> r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.CONFIRMED)
                .toList();
    }

    private void checkTier(int tier, TierState shown) {
        boolean atPayment = sale.terms().rules().takeStock() == TakeStock.PAYMENT;
        long held = atPayment ? 0 : units(tier, ReservationStatus.HELD);
        long sold = units(tier, ReservationStatus.CONFIRMED);
        long capacity = sale.terms().tiers().get(tier).capacity();
        require(
                shown.capacity() == capacity && shown.held() == held && shown.sold() == sold,
                "a tier's counts are its rows'",
                shown);
        require(shown.available() >= 0, "never oversold", shown);
        require(
                shown.available() + shown.held() + shown.sold() + shown.withheld() == shown.capacity(),
                "units are conserved",
                shown);
        require(
                shown.admissible() >= 0 && shown.admissible() <= shown.available(),
                "only what is available is admissible",
                shown);
        long wait = smallestWait(tier);
        boolean serving = shown.admissible() == 0 && (told() ? wait < Long.MAX_VALUE : wait <= shown.available());
        require(
                atPayment || serving || shown.admissible() == shown.available(),
                "what is available can be had, by those who wait before others",
                shown);
        requireServed(tier, shown.admissible());
    }

    private void requireServed(int tier, long available) {
        require(told() || smallestWait(tier) > available, "nobody waits for units that are available", available);
    }

    private void checkUnits() {
        wrong.addAll(NaiveInventory.of(sale.terms()).violations(sale, taken()));
    }

    /** Where units can be told apart, enough of them may not be the right ones; the kind's own rules say who must not wait. */
    private boolean told() {
        return !(sale.terms().inventory() instanceof CountedTerms);
    }

    private void checkLimit() {
        Map<UUID, Long> units = new HashMap<>();
        reservations.values().stream()
                .filter(r -> TAKES_UNITS.contains(r.status()))
                .forEach(r -> units.merge(r.buyer(), (long) r.quantity(), Long::sum));
        units.forEach((buyer, has) -> require(has <= highestLimit, "nobody has more than the limit", buyer));
    }

    private void checkTickets(ReservationState r) {
        long paid = 0;
        for (PaymentState p : payments.values()) {
            paid += p.reservation().equals(r.id()) && p.status() == PaymentStatus.PAID ? 1 : 0;
        }
        boolean pays = !sale.terms().inventory().confirmsAtOnce();
        require(
                paid == (pays && r.status() == ReservationStatus.CONFIRMED ? 1 : 0),
                "tickets have one payment, payments have tickets",
                r);
    }

    private void checkDeparture(ReservationState r) {
        require(
                r.status() != ReservationStatus.HELD
                        || r.expiresAtMillis() <= NaiveRows.leaves(sale.terms(), r.selection()),
                "a hold ends when its train leaves",
                r);
    }

    /** Where the book knows the payment, what was reported of it must be in its rows. */
    void heard(Command command, Outcome outcome) {
        if (command instanceof Command.PaymentSucceeded report && outcome instanceof Outcome.PaymentFound found) {
            boolean kept = found.payment().charge(report.providerReference()).isPresent()
                    && found.payment().equals(payments.get(report.id()));
            require(kept, "every charge that was reported is kept or goes back", report);
        }
    }

    private void checkMoney(PaymentState p) {
        for (Charge charge : p.charges()) {
            int orders = orders(p, charge, 0);
            boolean whole = charge.parts().isEmpty();
            boolean right = switch (charge.status()) {
                case KEPT -> orders == 0;
                case REFUND_DUE -> orders == (whole ? 1 : 0);
                case REFUNDED -> orders <= (whole ? 1 : 0);
            };
            require(right, "a refund is ordered once, and only if it is due", p);
            checkParts(p, charge);
        }
        long kept = p.charges().stream()
                .filter(charge -> charge.status() == ChargeStatus.KEPT)
                .filter(charge -> charge.amount() == p.amount()
                        && charge.currency().equals(sale.terms().currency()))
                .count();
        require(
                kept == (p.status() == PaymentStatus.PAID && p.amount() > 0 ? 1 : 0),
                "what is paid has one charge of its amount",
                p);
    }

    private int orders(PaymentState p, Charge charge, int part) {
        return refundOrders.getOrDefault(List.of(p.id(), charge.reference(), part), 0);
    }

    private void checkParts(PaymentState p, Charge charge) {
        long sum = 0;
        boolean allBack = true;
        for (int part = 1; part <= charge.parts().size(); part++) {
            Charge.Part one = charge.parts().get(part - 1);
            boolean byItself = charge.status() == ChargeStatus.REFUNDED
                    && part == charge.parts().size();
            int orders = orders(p, charge, part);
            require(orders == 1 || (orders == 0 && byItself), "each part is ordered once", p);
            require(one.amount() > 0, "a part is some money", p);
            sum += one.amount();
            allBack &= one.back();
        }
        if (charge.status() == ChargeStatus.KEPT) {
            ReservationState r = reservation(p.reservation());
            long worth = 0;
            for (int ticket : r.returned().tickets().toArray()) {
                worth += NaivePayments.priceOf(sale.terms(), r, ticket);
            }
            require(sum == worth, "what goes back in part is what these tickets cost", p);
        } else if (!charge.parts().isEmpty()) {
            require(
                    sum == charge.amount() && allBack == (charge.status() == ChargeStatus.REFUNDED),
                    "in parts or as a whole, all that was taken goes back",
                    p);
        }
    }

    private long units(int tier, ReservationStatus status) {
        long units = 0;
        for (ReservationState r : reservations.values()) {
            units += r.status() == status ? NaiveRows.loadOf(r, tier) : 0;
        }
        return units;
    }

    private long smallestWait(int tier) {
        long smallest = Long.MAX_VALUE;
        for (ReservationState r : reservations.values()) {
            boolean waits = r.tier() == tier && r.status() == ReservationStatus.WAITLISTED;
            smallest = waits ? Math.min(smallest, r.quantity()) : smallest;
        }
        return smallest;
    }

    private void require(boolean holds, String rule, Object state) {
        if (!holds) {
            wrong.add(rule + ", but: " + state);
        }
    }
}
