package dev.sluice.sale;

import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rules of entries and of their draw a second time, written to be plainly right: a map of who entered, and the order as whoever checks a draw works it
 * out. It is told what was bought meanwhile.
 */
final class NaiveDraw {
    private final SaleTerms terms;
    private final ReservationIds ids = new ReservationIds();
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();
    private final Map<UUID, Integer> places = new LinkedHashMap<>();
    private final List<UUID> reserved = new ArrayList<>();
    private Draw draw;
    private boolean paused;
    private boolean closed;
    private long now;
    private long drawnAt;
    private int served;
    private final List<Long> taken = new ArrayList<>();

    private record Entry(EntryState state, String user) {}

    /** What somebody is given. */
    record Given(UUID id, ReservationStatus status, long expiresAtMillis) {}

    NaiveDraw(SaleTerms terms) {
        this.terms = terms;
        draw = Draw.promised(terms.id(), terms.order().fairness());
        terms.tiers().forEach(_ -> taken.add(0L));
    }

    boolean isOver() {
        return drawnAt > 0;
    }

    boolean isCalledOff() {
        return !isOver() && isClosed();
    }

    DrawState state() {
        return new DrawState(draw, drawnAt, served, taken);
    }

    /** All that is due, where nobody comes in between. */
    List<Given> proceed(long nowMillis, Collection<ReservationState> bought) {
        now = nowMillis;
        if (isClosed()) {
            return List.of();
        }
        if (draw.seal() == null && now >= terms.order().sealMillis(terms.window())) {
            EntryTree.Builder tree = new EntryTree.Builder(terms.id());
            published().values().forEach(tree::add);
            EntryTree sealed = tree.seal();
            draw = draw.sealed(new DrawSeal(sealed.root(), sealed.size(), now));
        }
        boolean draws =
                !isOver() && draw.isReady() && !paused && now >= terms.window().opensAtMillis();
        return draws ? give(bought) : List.of();
    }

    private Map<UUID, DrawEntry> published() {
        Map<UUID, DrawEntry> published = new LinkedHashMap<>();
        entries.forEach((buyer, entry) -> {
            if (!entry.state.withdrawn()) {
                published.put(buyer, entry.state.published(terms, entry.user));
            }
        });
        return published;
    }

    private List<Given> give(Collection<ReservationState> bought) {
        drawnAt = now;
        Map<UUID, DrawEntry> published = published();
        DrawArchive archive = DrawArchive.of(draw, List.copyOf(published.values()));
        served = archive.entries().size();
        published.forEach((buyer, entry) -> archive.entries().stream()
                .filter(placed -> placed.entry().equals(entry))
                .forEach(placed -> places.put(buyer, placed.place())));
        List<Given> given = new ArrayList<>();
        if (terms.order() instanceof Order.Shuffled) {
            return given;
        }
        List<EntryState> inOrder = places.keySet().stream()
                .sorted(Comparator.comparing(places::get))
                .map(buyer -> entries.get(buyer).state)
                .toList();
        for (EntryState entry : inOrder) {
            boolean split = terms.order() instanceof Order.Split;
            boolean has = split ? hasOfItsPart(entry, bought) : entry.quantity() <= left(entry.tier(), bought);
            if (has) {
                taken.set(entry.tier(), taken.get(entry.tier()) + entry.quantity());
                long until = Math.max(terms.window().opensAtMillis(), drawnAt) + EntriesProperties.PAY_SECONDS * 1_000;
                given.add(new Given(entry.id(), ReservationStatus.HELD, until));
            } else if (!split) {
                given.add(new Given(entry.id(), ReservationStatus.WAITLISTED, 0));
            }
        }
        given.forEach(one -> reserved.add(one.id()));
        return given;
    }

    private boolean hasOfItsPart(EntryState entry, Collection<ReservationState> bought) {
        long part = terms.tiers().get(entry.tier()).capacity() / 2 - taken.get(entry.tier());
        long mine = bought.stream()
                .filter(r -> r.buyer().equals(entry.buyer()) && !r.status().settled())
                .mapToLong(ReservationState::quantity)
                .sum();
        boolean withinLimit =
                mine == 0 || mine + entry.quantity() <= terms.rules().limitPerUser();
        return withinLimit && entry.quantity() <= Math.min(part, left(entry.tier(), bought));
    }

    private long left(int tier, Collection<ReservationState> bought) {
        long held = bought.stream()
                .filter(r -> r.tier() == tier && r.status() == ReservationStatus.HELD)
                .mapToLong(ReservationState::quantity)
                .sum();
        return terms.tiers().get(tier).capacity() - held - taken.get(tier);
    }

    /** Null for a command that is none of a draw's. */
    Outcome apply(Command command) {
        switch (command) {
            case Command.Pause _ -> paused = true;
            case Command.Resume _ -> paused = false;
            case Command.Close _ -> closed = true;
            default -> {}
        }
        return switch (command) {
            case Command.Enter c -> enter(c);
            case Command.Withdraw c -> withdraw(c);
            case Command.FindEntry c -> find(c);
            case Command.FindDraw c -> new Outcome.DrawFound(c.id(), null, state());
            case Command.EnterSecret c -> {
                Draw.Entered entered = draw.enter(c.secret());
                draw = entered.draw();
                yield new Outcome.DrawFound(c.id(), entered.answer(), state());
            }
            case Command.EnterBeacon c ->
                new Outcome.DrawFound(c.id(), draw.seal() == null ? DrawAnswer.TOO_EARLY : DrawAnswer.WRONG, state());
            case Command.Waive c -> waive(c);
            default -> null;
        };
    }

    private Outcome waive(Command.Waive command) {
        if (!draw.waived()) {
            try {
                draw = draw.waive();
            } catch (IllegalArgumentException e) {
                return new Outcome.Refused(command.id(), Rejection.NOT_WAIVABLE);
            }
        }
        return null;
    }

    /** Null where a reservation says it. */
    private Outcome enter(Command.Enter c) {
        boolean given = reserved.contains(c.id());
        Entry there = lottery() && isOver() ? null : entries.get(c.buyer());
        if (given && !c.replaces()) {
            return null;
        }
        if (there != null && there.state.blind().equals(c.blind())) {
            return given ? null : shown(there);
        }
        if (there != null && !there.state.withdrawn() && !c.replaces()) {
            return shown(there);
        }
        Rejection refusal = refusal(c);
        if (refusal != null) {
            return new Outcome.Refused(c.id(), refusal);
        }
        EntryState made = new EntryState(
                ids.entry(1, c.buyer()), c.buyer(), c.tier(), c.quantity(), c.selection(), c.blind(), false, 0);
        entries.put(c.buyer(), new Entry(made, c.user()));
        return new Outcome.Entered(made, there == null || there.state.withdrawn());
    }

    private Rejection refusal(Command.Enter c) {
        if (isClosed()) {
            return Rejection.CLOSED;
        }
        if (isSealed()) {
            return Rejection.SEALED;
        }
        if (paused) {
            return Rejection.PAUSED;
        }
        if (now < terms.order().entriesFromMillis()) {
            return Rejection.NOT_OPEN;
        }
        if (c.tier() >= terms.tiers().size()) {
            return Rejection.UNKNOWN_TIER;
        }
        if (c.selection() instanceof Selection.Chosen) {
            return Rejection.NO_CHOICE;
        }
        if (c.selection() != Selection.ANY) {
            return Rejection.UNKNOWN_UNIT;
        }
        return c.quantity() > terms.rules().limitPerUser() ? Rejection.LIMIT_EXCEEDED : null;
    }

    private Outcome withdraw(Command.Withdraw c) {
        Entry there = lottery() && isOver() ? null : entries.get(c.buyer());
        if (there != null && there.state.withdrawn()) {
            return shown(there);
        }
        if (isSealed()) {
            return new Outcome.Refused(c.id(), Rejection.SEALED);
        }
        if (there == null) {
            return new Outcome.Refused(c.id(), Rejection.NOT_FOUND);
        }
        EntryState was = there.state;
        Entry withdrawn = new Entry(
                new EntryState(
                        was.id(), was.buyer(), was.tier(), was.quantity(), was.selection(), was.blind(), true, 0),
                there.user);
        entries.put(c.buyer(), withdrawn);
        return shown(withdrawn);
    }

    /** Null where a reservation says it. */
    private Outcome find(Command.FindEntry c) {
        Entry there = entries.get(c.buyer());
        if (reserved.contains(c.id())) {
            return null;
        }
        return there == null || there.state.withdrawn()
                ? new Outcome.Refused(c.id(), Rejection.NOT_FOUND)
                : shown(there);
    }

    private Outcome shown(Entry entry) {
        EntryState is = entry.state;
        int place = places.getOrDefault(is.buyer(), 0);
        return new Outcome.Entered(
                new EntryState(
                        is.id(),
                        is.buyer(),
                        is.tier(),
                        is.quantity(),
                        is.selection(),
                        is.blind(),
                        status(entry, place),
                        place),
                false);
    }

    private EntryStatus status(Entry entry, int place) {
        if (entry.state.withdrawn()) {
            return EntryStatus.WITHDRAWN;
        }
        if (!isOver()) {
            return isClosed() ? EntryStatus.CALLED_OFF : EntryStatus.ENTERED;
        }
        boolean lost = terms.order() instanceof Order.Split && place > 0 && !reserved.contains(entry.state.id());
        return lost ? EntryStatus.LOST : EntryStatus.ENTERED;
    }

    /** Who counts, in the order of a draw that is ready, as whoever checks it works it out. */
    List<EntryState> inOrder(Draw ready) {
        Map<DrawEntry, EntryState> byEntry = new HashMap<>();
        published().forEach((buyer, entry) -> byEntry.put(entry, entries.get(buyer).state));
        return DrawArchive.of(ready, List.copyOf(byEntry.keySet())).entries().stream()
                .sorted(Comparator.comparing(DrawArchive.Placed::place))
                .map(placed -> byEntry.get(placed.entry()))
                .toList();
    }

    private boolean lottery() {
        return terms.order() instanceof Order.Lottery;
    }

    private boolean isSealed() {
        return draw.seal() != null || now >= terms.order().sealMillis(terms.window());
    }

    private boolean isClosed() {
        return closed || now >= terms.window().closesAtMillis();
    }
}
