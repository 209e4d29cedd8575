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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Not a test: measures how long nobody decides in a sale after its owner is killed, stopped, asked to end, or cut off from its ledger, at default settings,
 * with two servers as operators run them. Prints the distributions for docs/operating/failures.md. Its arguments are how often, and which of
 * {@code stop}, {@code end} and {@code cut} (all of them if none). Cutting needs root, and network namespaces; where these are not allowed it says so.
 */
final class TakeoverTimes {
    private static final SaleSpec SALE = SaleSpec.holding("takeover", 1_000_000, 1, 3_600);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Purchases that each server has seen before it is to take over. */
    private static final int TRIES = 300;

    private final Path folder;
    private final DatabaseConfig database;
    private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
    /** How often which status was answered by the one that was cut off. */
    private final Map<Integer, Integer> saidInVain = new TreeMap<>();

    private int users;

    private TakeoverTimes(Path folder, DatabaseConfig database) {
        this.folder = folder;
        this.database = database;
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
        List<String> wanted = arguments.length < 2
                ? List.of("stop", "end", "cut")
                : List.of(arguments).subList(1, arguments.length);
        Path folder = Files.createTempDirectory("takeover");
        if (wanted.contains("stop")) {
            new TakeoverTimes(folder, TestDatabases.create()).stop(rounds);
        }
        if (wanted.contains("end")) {
            new TakeoverTimes(folder, TestDatabases.create()).end(rounds);
        }
        if (wanted.contains("cut")) {
            cut(folder, rounds);
        }
        System.exit(0);
    }

    private void stop(int rounds) throws SQLException {
        Server owner = firstServer(null);
        Server other = serve(null);
        try {
            List<Long> stopped = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                Await.until("it stands by", other::standsBy);
                stopped.add(stop(owner, other));
                Server taken = owner;
                owner = other;
                other = taken;
            }
            report("stopped (SIGSTOP)", stopped);
            check();
        } finally {
            owner.close();
            other.close();
        }
    }

    private void end(int rounds) throws SQLException {
        Server owner = firstServer(null);
        Server other = serve(null);
        try {
            List<Long> killed = new ArrayList<>();
            List<Long> ended = new ArrayList<>();
            for (int i = 0; i < 2 * rounds; i++) {
                Await.until("it stands by", other::standsBy);
                boolean kill = i % 2 == 0;
                (kill ? killed : ended).add(end(kill ? "KILL" : "TERM", owner, other));
                owner.close();
                owner = other;
                other = serve(null);
            }
            report("killed (SIGKILL)", killed);
            report("asked to end (SIGTERM)", ended);
            check();
        } finally {
            owner.close();
            other.close();
        }
    }

    private static void cut(Path folder, int rounds) throws IOException, SQLException {
        CutNetwork network;
        try {
            network = new CutNetwork();
        } catch (IOException e) {
            System.out.println("NOT MEASURED: nothing can be cut off here, since network namespaces are not allowed: "
                    + e.getMessage());
            return;
        }
        try (network;
                DistantPostgres postgres = DistantPostgres.start(folder.resolve("postgres"), CutNetwork.LEDGER)) {
            new TakeoverTimes(folder, postgres.config()).cut(network, rounds);
        }
    }

    /** Each time the one that can be cut off gets the sale back by the end of the other one. */
    private void cut(CutNetwork network, int rounds) throws IOException, SQLException {
        Server owner = firstServer(network);
        Server other = serve(null);
        List<Long> cutOff = new ArrayList<>();
        try {
            for (int i = 0; i < rounds; i++) {
                Await.until("it stands by", other::standsBy);
                cutOff.add(cut(network, owner, other));
                other.process().signal("KILL");
                Await.until("it sells again", () -> buy(owner));
                other.close();
                other = serve(null);
            }
            report("cut off", cutOff);
            System.out.println("the one that was cut off said meanwhile: " + saidInVain);
            check();
        } finally {
            owner.close();
            other.close();
        }
    }

    /** Asks the one that is cut off all the time, also when it is back until it knows that it was replaced. */
    private long cut(CutNetwork network, Server owner, Server other) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            buy(other); // in vain: a process that has just started is slow at whatever it does first
        }
        buyAtLeastOnce(owner);
        network.cut();
        long sinceNanos = System.nanoTime();
        long millis = untilDecided(other, sinceNanos);
        askInVain(owner);
        network.mend();
        Await.until("it knows that it was replaced", () -> {
            askInVain(owner);
            return owner.standsBy();
        });
        return millis;
    }

    /** Whatever it says but that it is busy, it says of what it does not know. */
    private void askInVain(Server owner) {
        Answer answer = owner.shop().as("user" + nextUser()).buy(SALE.id(), "key", 1);
        saidInVain.merge(answer.status(), 1, Integer::sum);
    }

    /** Which has made the sale. */
    private Server firstServer(CutNetwork network) {
        Server first = serve(network);
        Await.until("it is ready", first.shop()::isReady);
        new Merchant(first.shop()).create(SALE);
        return first;
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

    /** @param network null for that of this machine */
    private Server serve(CutNetwork network) {
        try {
            Path key = Files.writeString(folder.resolve("signing-key"), "another secret that is known to tests alone");
            List<String> settings = new ArrayList<>(List.of(
                    "ledger.url=" + database.url(), "ledger.user=" + database.user(), "signing.key-file=" + key));
            if (network != null) {
                settings.addAll(List.of(
                        "ledger.trusted-network=true", "http.host=" + CutNetwork.SELF, "http.behind-tls-proxy=true"));
            } else if (database.url().contains(CutNetwork.LEDGER)) {
                settings.add("ledger.trusted-network=true");
            }
            List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
            settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
            Path data = folder.resolve("none");
            ProductProcess process = network == null
                    ? ProductProcess.start(data, arguments)
                    : ProductProcess.startIn(network, data, arguments);
            return new Server(process, process.awaitListening());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
