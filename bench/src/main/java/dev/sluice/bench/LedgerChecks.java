package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.gateway.auth.People;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.process.Folders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What it costs to ask the ledger who may have a pass, one question after the other: how long it takes, the processor time of who asks and of
 * PostgreSQL, beside the shortest question that there is. Medians of the rounds; one more goes before them. One thread.
 */
final class LedgerChecks implements AutoCloseable {
    private static final int CALLS = 3_000;
    private static final int LISTED = 100_000;
    private static final String LIST = "members";
    private static final String SHORTEST = "nothing (SELECT 1)";
    private static final String LINE = "%-46s %10s %10s %13s %7s%n";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path data;
    private final EmbeddedDatabase embedded;
    private final Database database;
    private final PreparedStatement shortest;
    private final Eligibility eligibility;
    private final SaleCodes codes = new SaleCodes("the key of a deployment that measures".getBytes(UTF_8));
    private final int sale;

    LedgerChecks() throws IOException, SQLException {
        data = Folders.temporary("sluice-gate-");
        embedded = EmbeddedDatabase.start(data);
        database = Database.open(DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password()));
        Connection connection = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password());
        shortest = connection.prepareStatement("SELECT 1");
        eligibility = database.eligibility();
        sale = database.catalogue(InstantSource.system())
                .create(GroupCommit.terms("some"))
                .number();
    }

    void compare(int rounds) throws IOException {
        Map<String, IntPredicate> checks = checks(CALLS * (rounds + 1));
        long postmaster = Product.postmaster(data);
        Medians medians = new Medians();
        for (int round = 0; round <= rounds; round++) {
            if (round == 1) {
                medians.clear();
            }
            int first = round * CALLS;
            checks.forEach((name, check) -> measure(name, check, first, postmaster, medians));
        }
        IO.println();
        IO.print(LINE.formatted("asked of the ledger", "µs", "own µs", "postgres µs", "ratio"));
        double base = medians.of(SHORTEST);
        checks.keySet()
                .forEach(name -> IO.print(LINE.formatted(
                        name,
                        KindsRun.line("%.0f", medians.of(name)),
                        KindsRun.line("%.0f", medians.of(name + " own")),
                        KindsRun.line("%.0f", medians.of(name + " postgres")),
                        KindsRun.line("%.1f", medians.of(name) / base))));
    }

    private static void measure(String name, IntPredicate check, int first, long postmaster, Medians medians) {
        long postgres = ProcessTimes.familyMicros(postmaster);
        long own = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int i = first; i < first + CALLS; i++) {
            if (!check.test(i)) {
                throw new IllegalStateException(name + " is not answered as it should be");
            }
        }
        medians.add(name, (System.nanoTime() - start) / 1e3 / CALLS);
        medians.add(name + " own", (THREADS.getCurrentThreadCpuTime() - own) / 1e3 / CALLS);
        medians.add(name + " postgres", (double) (ProcessTimes.familyMicros(postmaster) - postgres) / CALLS);
    }

    /** @param calls of each at most, whose numbers are below */
    private Map<String, IntPredicate> checks(int calls) {
        List<byte[]> people = new ArrayList<>();
        for (int i = 0; i < LISTED; i++) {
            people.add(People.digest("customer-" + i));
        }
        eligibility.list(sale, LIST, people);
        List<byte[]> given = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            given.add(codes.digest(sale, SaleCodes.random()));
        }
        eligibility.create(sale, given, 1, System.currentTimeMillis());

        Map<String, IntPredicate> checks = new LinkedHashMap<>();
        checks.put(SHORTEST, _ -> asksNothing());
        checks.put("who is on a list of 100,000", i -> eligibility.isListed(sale, LIST, people.get(i * 7 % LISTED)));
        checks.put("who is not", i -> !eligibility.isListed(sale, LIST, People.digest("stranger-" + i)));
        checks.put(
                "a code that is none",
                i -> !eligibility.redeem(sale, codes.digest(sale, "guess " + i), People.digest("stranger-" + i), 0));
        checks.put(
                "a code that is good, made durable",
                i -> eligibility.redeem(
                        sale, given.get(i), People.digest("customer-" + i), System.currentTimeMillis()));
        checks.put("who came in by a code", i -> eligibility.isIn(sale, People.digest("customer-" + i)));
        return checks;
    }

    private boolean asksNothing() {
        try {
            return shortest.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        shortest.getConnection().close();
        database.close();
        embedded.close();
        Folders.delete(data);
    }
}
