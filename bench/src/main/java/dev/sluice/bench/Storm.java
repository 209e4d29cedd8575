package dev.sluice.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What the whole way costs beside a bare endpoint of the same server library that decides nothing, all in one
 * run and in turns. (a) refusals after sell-out; (b) the storm: many buyers for few units, two each; (c) winners only, each a
 * durable hold. Every answer is final and durable, or the run fails. The storms of the other kinds: {@link KindStorm}; of several
 * processes: {@link ClusterStorm}.
 */
final class Storm {
    /** Of the users' tokens, for this run alone. */
    static final String SECRET = "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";

    static final String BARE_REFUSAL = "bare, a refusal's bytes";
    static final String BARE_HOLD = "bare, a hold's bytes";
    private static final String SOLD_OUT = "(a) sold out";
    private static final String STORM = "(b) storm";
    private static final String WINNERS = "(c) winners";
    static final int UNITS_EACH = 2;
    static final int MAX_SECONDS = 1_800;

    private Storm() {}

    /** A load on the product, of which the sale and its bounds are not yet said. */
    static NamedValues load(StormRun run, Product product) throws IOException {
        return load(run)
                .with("port", product.port())
                .with("server-pid", product.pid())
                .with("postgres-pid", product.postgresPid());
    }

    /** A load of which it is not said what it is on. */
    static NamedValues load(StormRun run) {
        return StormLoad.DEFAULTS.with("connections", run.connections()).with("seconds", run.seconds());
    }

    static void run(StormRun run) throws Exception {
        try (Product product = Product.start(run.parts(), SECRET, run.transport());
                StormShop shop = new StormShop(product.url(), SECRET);
                ChildJvm refusal = bareRefusal(run);
                ChildJvm hold = bareHold(run)) {
            StormScenes scenes = new StormScenes(run, shop, load(run, product));
            Map<String, Figures> medians = new Comparison(run.rounds())
                    .compare(BARE_REFUSAL, bareLoad(run, refusal))
                    .compare(SOLD_OUT, scenes::soldOut)
                    .compare(STORM, scenes::storm)
                    .compare(BARE_HOLD, bareLoad(run, hold))
                    .compare(WINNERS, scenes::winners)
                    .medians();
            print(medians, BARE_REFUSAL, SOLD_OUT, STORM);
            print(medians, BARE_HOLD, WINNERS);
            IO.println("");
            IO.println("All sales balanced; every purchase was answered finally.");
        }
    }

    /** A bare endpoint that answers as many bytes as a refusal has. */
    static ChildJvm bareRefusal(StormRun run) {
        return bareRefusal(run.transport());
    }

    /** A bare endpoint that answers as many bytes as a refusal has. */
    static ChildJvm bareRefusal(SocketTransport transport) {
        return bare(transport, 409, 183, 0);
    }

    /** A bare endpoint that answers as many bytes as a hold has. */
    static ChildJvm bareHold(StormRun run) {
        return bare(run.transport(), 201, 589, 53);
    }

    private static ChildJvm bare(SocketTransport transport, int status, int bodyBytes, int locationBytes) {
        NamedValues endpoint = BareEndpoint.DEFAULTS
                .with("transport", transport)
                .with("status", status)
                .with("body-bytes", bodyBytes)
                .with("location-bytes", locationBytes)
                .with("seconds", MAX_SECONDS);
        return ChildJvm.start(BareEndpoint.class, Product.JVM_FLAGS, endpoint.arguments(), Map.of());
    }

    static Callable<LoadResult> bareLoad(StormRun run, ChildJvm server) {
        return () ->
                LoadRun.measure(load(run).with("port", server.await("port")).with("server-pid", server.pid()), SECRET);
    }

    /** Prints some of the figures, with ratios to the first of them. */
    static void print(Map<String, Figures> figures, String... names) {
        Map<String, Figures> chosen = new LinkedHashMap<>();
        List.of(names).forEach(name -> chosen.put(name, figures.get(name)));
        IO.println("");
        IO.print(FigureTable.text(chosen, names[0]));
    }
}
