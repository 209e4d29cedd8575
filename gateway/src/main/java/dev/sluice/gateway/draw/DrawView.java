package dev.sluice.gateway.draw;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Draws;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/** How far draws are, as the ledger has it, remembered for a moment: a crowd that looks on costs one look into the ledger. Used by one event loop. */
final class DrawView {
    private final Draws draws;
    private final SeenDraws seen;
    private final Blocking reading;
    private final Map<Integer, Future<SeenDraw>> looks = new HashMap<>();

    /** @param reading where the ledger is asked */
    DrawView(Draws draws, SeenDraws seen, Blocking reading) {
        this.draws = draws;
        this.seen = seen;
        this.reading = reading;
    }

    /** As it is now, or was a moment ago. */
    Future<SeenDraw> of(SaleDesk sale) {
        SeenDraw last = seen.find(sale.number());
        if (last != null && last.isFresh(System.nanoTime())) {
            return Future.succeededFuture(last);
        }
        Future<SeenDraw> under = looks.get(sale.number());
        return under == null ? look(sale, last) : under;
    }

    private Future<SeenDraw> look(SaleDesk sale, SeenDraw last) {
        int number = sale.number();
        SaleTerms terms = sale.view().sale().terms();
        Promise<SeenDraw> look = Promise.promise();
        looks.put(number, look.future());
        reading.call(() -> seen.add(number, read(number, terms, last))).onComplete(read -> {
            looks.remove(number);
            look.handle(read);
        });
        return look.future();
    }

    private SeenDraw read(int sale, SaleTerms terms, SeenDraw last) {
        long now = System.nanoTime();
        DrawState state = draws.state(sale, terms);
        if (state.draw().seal() != null) {
            return new SeenDraw(state, state.draw().seal().entries(), now, now);
        }
        return last != null && last.isCounted(now)
                ? new SeenDraw(state, last.entries(), last.countedNanos(), now)
                : new SeenDraw(state, draws.entered(sale), now, now);
    }

    /** Somebody was told that it is so. */
    SeenDraw tell(int sale, DrawState state) {
        long now = System.nanoTime();
        return seen.add(sale, new SeenDraw(state, state.draw().seal().entries(), now, now));
    }
}
