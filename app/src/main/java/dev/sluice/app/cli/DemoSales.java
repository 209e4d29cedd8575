package dev.sluice.app.cli;

import dev.sluice.app.node.Parts;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Pictures;
import dev.sluice.gateway.DemoGoods;
import java.time.Instant;
import java.time.InstantSource;

/** Everything that a demo sells, and its draws. */
final class DemoSales implements DemoGoods {
    private final Parts parts;
    private final DemoSecrets.Parties parties;
    private volatile DemoDraws draws;

    /** @param parts that close what is begun */
    DemoSales(Parts parts, byte[] signingKey) {
        this.parts = parts;
        parties = new DemoSecrets.Parties(signingKey);
    }

    @Override
    public void offer(SaleDesks sales, Pictures pictures) {
        SampleSales.create(sales, pictures, parties, Instant.now());
        DemoDraws begun = new DemoDraws(sales, parties, InstantSource.system());
        begun.start();
        draws = parts.add("draws of the demo", begun);
    }

    @Override
    public String anotherDraw() {
        DemoDraws running = draws;
        return running == null ? null : running.another();
    }
}
