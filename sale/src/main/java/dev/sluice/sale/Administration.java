package dev.sluice.sale;

import java.util.Objects;

/**
 * What a merchant may change of a sale: before it has begun, everything; from then on nothing that buyers rely on, and never units that somebody
 * has. A command that asks for what is so already changes nothing, and is answered as if it had.
 */
final class Administration {
    private final Stock stock;
    private final Effect effect;

    /** Makes the sale what was decided. */
    interface Effect {
        void become(SaleState changed, long nowMillis);
    }

    Administration(Stock stock, Effect effect) {
        this.stock = stock;
        this.effect = effect;
    }

    /**
     * @param entries null where nothing is drawn
     * @param sold whether anybody ever made a reservation
     */
    Outcome apply(Command.Administer command, Entries entries, boolean sold, long nowMillis) {
        SaleState sale = stock.sale();
        return switch (command) {
            case Command.Pause c -> sale.paused() ? unchanged(c) : changed(c, sale.withPaused(true), nowMillis);
            case Command.Resume c -> sale.paused() ? changed(c, sale.withPaused(false), nowMillis) : unchanged(c);
            case Command.Close c -> sale.closed() ? unchanged(c) : changed(c, sale.asClosed(), nowMillis);
            case Command.Waive c -> waive(c, entries);
            case Command.KeepHolds c -> keepHolds(c, nowMillis);
            case Command.ChangeCapacity c -> changeCapacity(c, nowMillis);
            case Command.ChangeSeats c -> changeSeats(c, nowMillis);
            case Command.Amend c -> amend(c, sold || entries != null && entries.hasBegun(), nowMillis);
        };
    }

    private Outcome waive(Command.Waive command, Entries entries) {
        Rejection refusal = entries == null ? Rejection.NO_DRAW : entries.waive();
        return refusal == null ? unchanged(command) : refused(command, refusal);
    }

    private Outcome keepHolds(Command.KeepHolds command, long nowMillis) {
        SaleState sale = stock.sale();
        long most = Math.min(
                nowMillis + Command.KeepHolds.MOST_MILLIS,
                sale.terms().inventory().nextUseMillis(nowMillis));
        long until = Math.min(command.untilMillis(), most);
        return until <= nowMillis || until <= sale.holdsKeptUntilMillis()
                ? unchanged(command)
                : changed(command, sale.withHoldsKept(until), nowMillis);
    }

    private Outcome changeCapacity(Command.ChangeCapacity command, long nowMillis) {
        if (command.tier() < 0 || command.tier() >= stock.tiers()) {
            return refused(command, Rejection.UNKNOWN_TIER);
        }
        SaleState sale = stock.sale();
        if (sale.terms().tiers().get(command.tier()).capacity() == command.capacity()) {
            return unchanged(command);
        }
        if (!sale.terms().inventory().hasFreeCapacity()) {
            return refused(command, Rejection.FIXED_CAPACITY);
        }
        if (!stock.tier(command.tier()).canResize(command.capacity(), 0)) {
            return refused(command, Rejection.CAPACITY_TAKEN);
        }
        return changed(
                command, sale.withTerms(sale.terms().withCapacity(command.tier(), command.capacity())), nowMillis);
    }

    private Outcome changeSeats(Command.ChangeSeats command, long nowMillis) {
        Inventory.Rearranged rearranged = stock.inventory().rearranged(command);
        if (rearranged.shortage() != null) {
            return Outcome.Refused.of(command.id(), rearranged.shortage());
        }
        SaleState sale = stock.sale();
        return rearranged.terms().equals(sale.terms())
                ? unchanged(command)
                : changed(command, sale.withTerms(rearranged.terms()), nowMillis);
    }

    /** @param promised whether somebody has bought or entered */
    private Outcome amend(Command.Amend command, boolean promised, long nowMillis) {
        SaleState sale = stock.sale();
        String owner = command.owner() == null ? sale.owner() : command.owner();
        boolean repeated = command.expectedVersion() + 1 == sale.version()
                && command.terms().equals(sale.terms())
                && Objects.equals(owner, sale.owner());
        if (repeated) {
            return unchanged(command);
        }
        if (command.expectedVersion() != sale.version()) {
            return refused(command, Rejection.VERSION_CONFLICT);
        }
        boolean begun = promised
                || nowMillis >= sale.terms().window().opensAtMillis()
                || nowMillis >= sale.terms().order().entriesFromMillis();
        if (begun && !keepsPromises(sale.terms(), command.terms())) {
            return refused(command, Rejection.ALREADY_OPEN);
        }
        return changed(command, sale.withTerms(command.terms()).ownedBy(owner), nowMillis);
    }

    /**
     * What buyers rely on once a sale has opened, or entries may come: when it opens, in which order it serves and by what that is drawn, what is
     * sold and at what price, and when stock is taken.
     */
    private static boolean keepsPromises(SaleTerms before, SaleTerms after) {
        return before.window().opensAtMillis() == after.window().opensAtMillis()
                && before.order().equals(after.order())
                && before.tiers().equals(after.tiers())
                && before.inventory().equals(after.inventory())
                && before.currency().equals(after.currency())
                && before.rules().takeStock() == after.rules().takeStock();
    }

    private Outcome changed(Command.Administer command, SaleState changed, long nowMillis) {
        effect.become(changed, nowMillis);
        return unchanged(command);
    }

    private Outcome unchanged(Command.Administer command) {
        return new Outcome.Administered(command.id(), stock.sale());
    }

    private static Outcome refused(Command command, Rejection rejection) {
        return new Outcome.Refused(command.id(), rejection);
    }
}
