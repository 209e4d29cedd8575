package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.sale.ReservationIds;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The sales that whoever asks sees to: a merchant to its own, an operator to all. Anybody else's is answered as one that is not there. What
 * merchants ask finds its sale here and nowhere else. Any thread may use it.
 */
public final class OwnSales {
    /** Looked at in one go, in a list of all. */
    private static final int CHUNK = 500;

    private final SaleDesks sales;
    private final Desks desks;

    public OwnSales(SaleDesks sales) {
        this.sales = sales;
        this.desks = new Desks(sales);
    }

    /** The sale that the path names, if it is not in trouble. */
    SaleDesk named(RoutingContext context, Principal who) {
        return of(who).named(context);
    }

    /** The sale that the path names, for what is read of it from the ledger: it may be in trouble. */
    SaleDesk reported(RoutingContext context, Principal who) {
        return of(who).reported(context);
    }

    /** The same of the sale with this id. */
    SaleDesk reported(String id, Principal who) {
        return of(who).reported(id);
    }

    /** The sale with this number, if it is theirs; null if there is none. It may be in trouble. */
    SaleDesk numbered(int number, Principal who) {
        SaleDesk sale = sales.find(number);
        return sale != null && who.seesTo(sale.owner()) ? sale : null;
    }

    /** Whether there is a sale with this number, and it is not theirs. */
    boolean isAnothers(int number, Principal who) {
        SaleDesk sale = sales.find(number);
        return sale != null && !who.seesTo(sale.owner());
    }

    /** Whether an id may be one of a reservation, or a ticket, of theirs. */
    boolean mayBeOf(UUID id, Principal who) {
        return id.version() == ReservationIds.VERSION && numbered(ReservationIds.saleNumber(id), who) != null;
    }

    /** Theirs to which something may still happen. */
    List<SaleDesk> unsettled(Principal who) {
        List<SaleDesk> own = new ArrayList<>();
        for (SaleDesk sale : sales.unsettled()) {
            if (who.seesTo(sale.owner())) {
                own.add(sale);
            }
        }
        return own;
    }

    /** The sale that the id of a reservation belongs to. It may be in trouble. */
    SaleDesk of(UUID id, Principal who) {
        return of(who).of(id);
    }

    /** Whether there is a sale with this id, and it is theirs. */
    boolean has(String id, Principal who) {
        SaleDesk sale = sales.find(id);
        return sale != null && who.seesTo(sale.owner());
    }

    private Desks of(Principal who) {
        return desks.only(sale -> who.seesTo(sale.owner()));
    }

    /** Theirs with numbers below this one, newest first. A walk along all that there ever were: not for the event loop. */
    List<SaleDesk> newest(Principal who, int beforeNumber, int limit) {
        return newest(who, _ -> true, beforeNumber, limit);
    }

    /** Of those only the ones that fit. */
    List<SaleDesk> newest(Principal who, Predicate<SaleDesk> fits, int beforeNumber, int limit) {
        List<SaleDesk> own = new ArrayList<>();
        int before = beforeNumber;
        while (own.size() < limit) {
            List<SaleDesk> chunk = desks.all().newest(before, CHUNK);
            chunk.stream()
                    .filter(sale -> who.seesTo(sale.owner()) && fits.test(sale))
                    .limit(limit - own.size())
                    .forEach(own::add);
            if (chunk.size() < CHUNK) {
                break;
            }
            before = chunk.getLast().number();
        }
        return own;
    }
}
