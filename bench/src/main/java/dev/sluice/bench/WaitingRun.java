package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench waiting}: what people in a waiting room cost: bytes of the writer and of the ledger, time of a place, and the one document that they all ask for, straight
 * from a server and from a cache in front of it.
 */
@CommandLine.Command(
        name = "waiting",
        description = "What people in a waiting room cost: bytes each, and what they ask behind a cache.")
final class WaitingRun extends Run {
    private static final int BATCH = 4_096;
    private static final String SECRET = "a secret of the bench, which is long enough";
    private static final String SALE = "waited-for";
    private static final String LINE = "%-52s %14s%n";
    private static final double NANOS = 1e9;

    @Option(
            names = "--people",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "People who wait; at most 5,000,000.")
    private int people = 1_000_000;

    @Mixin
    private NginxCache.Program nginx = new NginxCache.Program();

    @Option(
            names = "--connections",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Connections that ask one after the other.")
    private int connections = 32;

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    /** So that nothing is done for nobody. */
    private static volatile Object kept;

    @Override
    void check() {
        require(people <= 5_000_000, "--people must be at most 5000000");
        nginx.check(this);
    }

    @Override
    void measure() throws Exception {
        inMemory();
        inLedger();
        asked();
    }

    private static void print(String what, String figure, Object... of) {
        IO.print(LINE.formatted(what, figure.formatted(of)));
    }

    /** What a writer needs for a place, beyond what a batch of changes needs, which goes. */
    private void inMemory() {
        ReservationIds ids = new ReservationIds();
        UUID[] buyers = new UUID[people];
        for (int i = 0; i < people; i++) {
            buyers[i] = ids.buyer(1, "customer-" + i);
        }
        SaleState state = new SaleState(1, OpenSale.terms(SALE, 1_000).with(guards()), false, false, 1);
        long before = usedBytes();
        SaleBook book = new SaleBook(state, _ -> {});
        long now = System.currentTimeMillis();
        long start = System.nanoTime();
        for (UUID buyer : buyers) {
            Outcome outcome = book.apply(new Command.Join(buyer, buyer), now);
            if (!(outcome instanceof Outcome.Placed)) {
                throw new IllegalStateException("everybody gets a place: " + outcome);
            }
        }
        double nanos = (double) (System.nanoTime() - start) / people;
        print("%,d places, bytes each of a writer".formatted(people), "%.1f", (double) (usedBytes() - before) / people);
        print("a place, ns of a writer, cold", "%.0f", nanos);
        start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            book.proceed(now + i * 1_000L, 64);
        }
        print("a call of those who are next, µs", "%.1f", (System.nanoTime() - start) / 1e6);
        kept = book;
        kept = buyers;
    }

    private static Guards guards() {
        return new Guards(true, null, null, null, null, false, new Guards.Room(60_000, 0));
    }

    private static long usedBytes() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private void inLedger() throws Exception {
        Path data = folder("sluice-waiting-");
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(data));
        DatabaseConfig config = DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password());
        try (Database database = Database.open(config);
                Connection admin = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            int sale = database.catalogue(InstantSource.system())
                    .create(OpenSale.terms(SALE, 1_000).with(guards()))
                    .number();
            WriterLedger ledger = database.writerLedger();
            WriterLedger.Claim claim = ledger.claim(sale, GroupCommit.NOBODY);
            ReservationIds ids = new ReservationIds();
            long start = System.nanoTime();
            for (int from = 0; from < people; from += BATCH) {
                Batch batch = new Batch(sale, claim.epoch(), System.currentTimeMillis());
                for (int place = from + 1; place <= Math.min(people, from + BATCH); place++) {
                    batch.accept(new Change.PlaceTaken(new PlaceState(ids.buyer(sale, "customer-" + place), place, 0)));
                }
                ledger.commit(batch);
            }
            double took = (System.nanoTime() - start) / NANOS;
            print("places/s of the ledger, %,d in a transaction".formatted(BATCH), "%,.0f", people / took);
            print("bytes each of the ledger, with indexes", "%.1f", (double) size(admin) / people);
            start = System.nanoTime();
            ledger.claim(sale, GroupCommit.NOBODY);
            print("to load them, s", "%.2f", (System.nanoTime() - start) / NANOS);
        }
        embedded.close();
    }

    private static long size(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_total_relation_size('waiting')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void asked() throws Exception {
        Product product = Product.start(
                parts(),
                Product.JVM_FLAGS,
                List.of("--set", "limits.off=true"),
                Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
        try (ShopClient shop = new ShopClient(
                product.url(),
                new SignedTokens(
                        SECRET.getBytes(StandardCharsets.UTF_8), Instant.now().plus(Duration.ofHours(1))))) {
            String opens = Instant.now().minusSeconds(60).toString();
            shop.as("mia", "merchant")
                    .post("/v1/admin/sales", """
                    {"id": "%s", "title": "Waited for", "opensAt": "%s", "limitPerUser": 1,
                     "guards": {"waitingRoom": {"perMinute": 60}},
                     "inventory": {"kind": "counted", "tiers": [{"id": "standard", "name": "Standard", "capacity": 1000,
                       "price": {"amount": 100, "currency": "CNY"}}]}}""".formatted(SALE, opens))
                    .expect(201);
            for (int i = 0; i < 200; i++) {
                shop.as("customer-" + i)
                        .post("/v1/sales/" + SALE + "/queue", "")
                        .expect(201);
            }
        }
        String path = "/v1/sales/" + SALE + "/queue";
        new QueueReaders(product.port(), path, connections).run(seconds.value());
        long before = ProcessTimes.micros(product.pid());
        long asked = new QueueReaders(product.port(), path, connections).run(seconds.value());
        print("straight from the server, documents/s", "%,.0f", (double) asked / seconds.value());
        print("µs of its processor time each", "%.1f", (double) (ProcessTimes.micros(product.pid()) - before) / asked);
        behindCache(product, path);
    }

    private void behindCache(Product product, String path) throws IOException, InterruptedException {
        NginxCache cache = nginx.start(folder("sluice-nginx-"), product.port());
        if (cache == null) {
            IO.println("no " + nginx.name() + " here: what is asked through a cache is left out");
            return;
        }
        parts().add("nginx", cache);
        new QueueReaders(cache.port(), path, connections).run(1);
        long before = ProcessTimes.micros(cache.pid());
        long origin = ProcessTimes.micros(product.pid());
        long asked = new QueueReaders(cache.port(), path, connections).run(seconds.value());
        double cacheMicros = ProcessTimes.micros(cache.pid()) - before;
        double originMicros = ProcessTimes.micros(product.pid()) - origin;
        List<NginxCache.Note> notes = cache.end();
        long reached = notes.stream().filter(NginxCache.Note::waited).count();
        long refreshed = notes.stream().filter(NginxCache.Note::isOld).count();
        print("behind nginx, documents/s", "%,.0f", (double) asked / seconds.value());
        print("µs of nginx's processor time each", "%.1f", cacheMicros / asked);
        print("requests/s that waited for the server", "%.2f", (double) reached / (seconds.value() + 1));
        print("old ones while it was asked, of all", "%,d", refreshed);
        print("processor time of the server meanwhile, per cent", "%.1f", originMicros / seconds.value() / 1e4);
    }
}
