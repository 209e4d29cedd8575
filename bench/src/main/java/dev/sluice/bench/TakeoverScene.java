package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.app.cli.DemoSecrets;
import dev.sluice.app.node.Parts;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.process.Frozen;
import dev.sluice.process.Hold;
import dev.sluice.process.Networks;
import dev.sluice.process.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Two servers on one ledger, one of which owns a sale while the other one stands by; what is done to the owner, and how long nobody decides then. One thread.
 */
final class TakeoverScene implements AutoCloseable {
    /** Of the one that can be cut off. */
    static final String FAR = "far";

    private static final SaleSpec SALE = SaleSpec.holding("takeover", 10_000_000, 1, 3_600);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 5;
    /** Purchases that a server has refused before it is to take over: one that has just started is slow at whatever it does first. */
    private static final int TRIES = 300;

    private final DatabaseConfig ledger;
    private final Networks networks;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong users = new AtomicLong();
    private TakeoverServer owner;
    private TakeoverServer other;

    private TakeoverScene(DatabaseConfig ledger, Networks networks, TakeoverServer owner, TakeoverServer other) {
        this.ledger = ledger;
        this.networks = networks;
        this.owner = owner;
        this.other = other;
    }

    /**
     * Starts both servers, the first of which puts a sale on sale.
     *
     * @param parts closes them, if nobody else does
     * @param networks in which {@link #FAR} is that of the first owner; null if nobody is to be cut off
     */
    static TakeoverScene open(Parts parts, Path folder, DatabaseConfig ledger, Networks networks)
            throws IOException, InterruptedException {
        Map<String, String> settings =
                new HashMap<>(DemoSecrets.in(Files.createDirectories(folder)).texts());
        settings.put("ledger.url", ledger.url());
        settings.put("ledger.user", ledger.user());
        settings.put("ledger.password", ledger.password());
        settings.put("ledger.trusted-network", "true");
        settings.put("log.level", "warn");
        SignedTokens tokens = new SignedTokens(
                settings.get("auth.hs256-secret").getBytes(UTF_8), Instant.now().plus(Duration.ofDays(1)));
        Place place = networks == null ? Place.HERE : networks.place(FAR);
        TakeoverServer owner = parts.add(FAR, TakeoverServer.of(FAR, folder, place, settings, tokens));
        TakeoverServer other = parts.add("near", TakeoverServer.of("near", folder, Place.HERE, settings, tokens));
        owner.startToSell();
        new Merchant(owner.shop()).create(SALE);
        other.startToStandBy();
        return new TakeoverScene(ledger, networks, owner, other);
    }

    /** Does it, once. Returns the milliseconds until the other one granted a purchase; then all is as before, with another owner or the same. */
    double millis(OwnerHarm harm) throws IOException, InterruptedException {
        Await.until("the other one stands by", other::standsBy);
        for (int i = 0; i < TRIES; i++) {
            buys(other);
        }
        Await.until("the owner sells", () -> buys(owner));
        return switch (harm) {
            case KILL -> gone(ProcessHandle::destroyForcibly);
            case END -> gone(ProcessHandle::destroy);
            case STOP -> stopped();
            case CUT -> cutOff();
        };
    }

    private double gone(Consumer<ProcessHandle> harm) throws IOException, InterruptedException {
        ProcessHandle process = owner.handle();
        long since = System.nanoTime();
        harm.accept(process);
        double millis = millisUntilDecided(since);
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        owner.startToStandBy();
        swap();
        return millis;
    }

    /** Somebody is buying of the one that is stopped, and is answered when it goes on. */
    private double stopped() throws IOException, InterruptedException {
        Thread buyer = Thread.ofVirtual().start(() -> {
            while (buys(owner)) {
                Await.pause(PAUSE_MILLIS);
            }
        });
        double millis;
        try (Hold _ = Frozen.of(List.of(owner.handle()))) {
            millis = millisUntilDecided(System.nanoTime());
        }
        buyer.join();
        swap();
        return millis;
    }

    /** What it grants when it is back and has not heard yet that it was replaced must be true as well. It gets the sale back by the end of the other one. */
    private double cutOff() throws IOException, InterruptedException {
        double millis;
        try (Hold _ = networks.cut(FAR)) {
            millis = millisUntilDecided(System.nanoTime());
        }
        Await.until("it knows that it was replaced", () -> {
            buys(owner);
            return owner.standsBy();
        });
        other.handle().destroyForcibly();
        Await.until("it sells again", () -> buys(owner));
        other.startToStandBy();
        return millis;
    }

    private double millisUntilDecided(long sinceNanos) {
        while (!buys(other)) {
            if (System.nanoTime() - sinceNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException("nobody took over within " + PATIENCE.toSeconds() + " s");
            }
            Await.pause(PAUSE_MILLIS);
        }
        return Prompt.millisSince(sinceNanos);
    }

    private void swap() {
        TakeoverServer heir = other;
        other = owner;
        owner = heir;
    }

    private boolean buys(TakeoverServer server) {
        String id = server.buy(SALE.id(), "user-" + users.incrementAndGet());
        return id != null && acknowledged.add(id);
    }

    /**
     * How many purchases were granted.
     *
     * @throws IllegalStateException if one of them is not in the ledger
     */
    int kept() throws SQLException {
        Set<String> lost = new HashSet<>(acknowledged);
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM reservation")) {
            while (row.next()) {
                lost.remove(row.getString(1));
            }
        }
        if (!lost.isEmpty()) {
            throw new IllegalStateException("granted, and not in the ledger: " + lost);
        }
        return acknowledged.size();
    }

    @Override
    public void close() {
        owner.close();
        other.close();
    }
}
