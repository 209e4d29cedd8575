package dev.sluice.app;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.ledger.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Not a test: measures how long nobody decides in a sale after its owner is killed, stopped, or asked to end, at default settings, with two servers as
 * operators run them. Prints the distributions for docs/operating/failures.md. Its argument is how often.
 */
final class TakeoverTimes {
    private static final SaleSpec SALE = SaleSpec.holding("takeover", 1_000_000, 1, 3_600);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Purchases that each server has seen before it is to take over. */
    private static final int TRIES = 300;

    private final Path folder;
    private final DatabaseConfig database = TestDatabases.create();
    private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
    private int users;

    private TakeoverTimes(Path folder) {
        this.folder = folder;
    }

    private record Server(ProductProcess process, ShopClient shop) implements AutoCloseable {
        boolean standsBy() {
            return shop.anybody().get("/health/ready").body().contains("all sales are another process's");
        }

        @Override
        public void close() {
            shop.close();
            process.close();
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int rounds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        TakeoverTimes times = new TakeoverTimes(Files.createTempDirectory("takeover"));
        Server owner = times.serve();
        Await.until("it is ready", owner.shop()::isReady);
        new Merchant(owner.shop()).create(SALE);
        Server other = times.serve();
        try {
            List<Long> stopped = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                Await.until("it stands by", other::standsBy);
                stopped.add(times.stop(owner, other));
                Server taken = owner;
                owner = other;
                other = taken;
            }
            report("stopped (SIGSTOP)", stopped);
            List<Long> killed = new ArrayList<>();
            List<Long> ended = new ArrayList<>();
            for (int i = 0; i < 2 * rounds; i++) {
                Await.until("it stands by", other::standsBy);
                boolean kill = i % 2 == 0;
                (kill ? killed : ended).add(times.end(kill ? "KILL" : "TERM", owner, other));
                owner.close();
                owner = other;
                other = times.serve();
            }
            report("killed (SIGKILL)", killed);
            report("asked to end (SIGTERM)", ended);
            times.check();
        } finally {
            owner.close();
            other.close();
        }
        System.exit(0);
    }

    /** Returns the milliseconds until the other one decided, and sees the stopped one wake up. */
    private long stop(Server owner, Server other) {
        Thread buyer = Thread.ofVirtual().start(() -> buyUntilRefused(owner));
        buyAtLeastOnce(owner);
        owner.process().signal("STOP");
        long millis = untilDecided(other, System.nanoTime());
        owner.process().signal("CONT");
        try {
            buyer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return millis;
    }

    private long end(String signal, Server owner, Server other) {
        for (int i = 0; i < TRIES; i++) {
            buy(other); // in vain: a process that has just started is slow at whatever it does first
        }
        buyAtLeastOnce(owner);
        owner.process().signal(signal);
        return untilDecided(other, System.nanoTime());
    }

    private long untilDecided(Server at, long sinceNanos) {
        while (!buy(at)) {
            pause();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }

    private void buyAtLeastOnce(Server at) {
        Await.until("it sells", () -> buy(at));
    }

    private void buyUntilRefused(Server at) {
        while (buy(at)) {
            pause();
        }
    }

    private boolean buy(Server at) {
        Answer answer = at.shop().as("user" + nextUser()).buy(SALE.id(), "key", 1);
        if (answer.status() == 201) {
            acknowledged.put(answer.id(), true);
        }
        return answer.status() == 201;
    }

    private synchronized int nextUser() {
        return ++users;
    }

    private void check() throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM reservation")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        Set<String> lost = new HashSet<>(acknowledged.keySet());
        lost.removeAll(stored);
        System.out.println("acknowledged " + acknowledged.size() + ", of these not in the ledger " + lost.size());
    }

    private static void report(String what, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%s, %d times: least %d, median %d, nine of ten %d, most %d ms%n",
                what,
                sorted.size(),
                sorted.getFirst(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 9 / 10),
                sorted.getLast());
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private Server serve() {
        try {
            Path key = Files.writeString(folder.resolve("signing-key"), "another secret that is known to tests alone");
            List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
            for (String setting : List.of(
                    "ledger.url=" + database.url(), "ledger.user=" + database.user(), "signing.key-file=" + key)) {
                arguments.addAll(List.of("--set", setting));
            }
            ProductProcess process = ProductProcess.start(folder.resolve("none"), arguments);
            return new Server(process, process.awaitListening());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
