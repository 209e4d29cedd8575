package dev.sluice.engine.remote;

import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.CommandQueues;
import dev.sluice.engine.port.Members;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The sales of a gateway without threads: what these would do, a test does when it wants. */
public final class SteppedSales {
    public final RemoteSales sales;

    public SteppedSales(
            Catalogue catalogue,
            CommandQueues queues,
            NewsChannel news,
            Members members,
            InstantSource clock,
            LongSupplier millis) {
        sales = new RemoteSales(catalogue, queues, news, members, clock, millis);
        sales.listen();
        sales.openQuietly();
    }

    public void ask() {
        sales.ask();
    }

    public void readCatalogue() {
        sales.watch();
    }
}
