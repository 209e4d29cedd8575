package dev.sluice.app.plan;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Takes those figures on this machine that differ most from one to another: what a request costs the server and PostgreSQL. The load is
 * made by this process, and does not count; but it wants its share of the cores, so that nothing is said of requests a second.
 */
public final class Measuring {
    private static final Duration WARMING = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final long PLENTY = 10_000_000;
    private static final int HELD = 201;
    private static final int REFUSED = 409;

    private final PrintWriter out;

    private Measuring(PrintWriter out) {
        this.out = out;
    }

    /**
     * Measures, which takes about a minute, and says what it found.
     *
     * @throws StartException if nothing could be measured
     */
    public static Map<String, PlanFigures.Measured> run(PrintWriter out) {
        try (MeasuredServer server = MeasuredServer.start()) {
            return new Measuring(out).measure(server);
        } catch (IOException e) {
            throw StartException.failure("This machine could not be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.failure("Interrupted while this machine was measured", e);
        }
    }

    private Map<String, PlanFigures.Measured> measure(MeasuredServer server) throws IOException, InterruptedException {
        Shoppers shoppers = new Shoppers(server.port(), server.tokens());
        server.offer("plenty", PLENTY);
        server.offer("little", 1);
        shoppers.buy("plenty", HELD, WARMING);
        Map<String, PlanFigures.Measured> found = new LinkedHashMap<>();

        double before = server.serverMicros();
        double postgresBefore = server.postgresMicros();
        long won = shoppers.buy("plenty", HELD, MEASURED);
        put(found, "gateway.winner", server.serverMicros() - before, won);
        put(found, "postgres.winner", server.postgresMicros() - postgresBefore, won);

        shoppers.buyOne("little", HELD);
        shoppers.buy("little", REFUSED, WARMING);
        before = server.serverMicros();
        long refused = shoppers.buy("little", REFUSED, MEASURED);
        put(found, "gateway.refusal", server.serverMicros() - before, refused);
        out.println();
        out.flush();
        return found;
    }

    private void put(Map<String, PlanFigures.Measured> found, String name, double micros, long requests) {
        String how = String.format(
                Locale.ROOT,
                "measured on this machine, %,d requests in %d s, 64 connections",
                requests,
                MEASURED.toSeconds());
        PlanFigures.Measured figure = new PlanFigures.Measured(micros / requests, "µs", how);
        found.put(name, figure);
        out.printf(Locale.ROOT, "%s: %.1f µs (%s)%n", name, figure.value(), how);
    }
}
