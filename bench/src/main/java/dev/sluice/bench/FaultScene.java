package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.app.node.Parts;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server with a live sale, with another beside it, and with closed ones of many reservations; and what is done to it. */
final class FaultScene implements AutoCloseable {
    static final String LIVE = "live";

    private static final String SECRET = Storm.SECRET;
    private static final String WEBHOOK_SECRET = "webhooks-" + SECRET;
    private static final String OTHER = "other";
    /** Where whoever does it comes from, if whoever connects is a proxy. */
    private static final String HARM = "198.51.100.9";

    private static final String FROM_HARM = " HTTP/1.1\r\nHost: a\r\n" + GuardedShop.CLIENT + ": " + HARM + "\r\n";
    private static final int LIMIT = 2;
    private static final int LISTED = 100_000;
    private static final int CLOSED_SALES = 8;
    private static final long PLENTY = 50_000_000;
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SETTLE_SECONDS = 3;
    /** Small, so that what fills the memory is seen soon, and ends before the machine's does. */
    private static final List<String> JVM_FLAGS =
            List.of("-Xms1g", "-Xmx1g", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

    private static final String EVER = """
            {"timezone": "UTC", "currency": "EUR", "stops": [{"id": "a"}, {"id": "b"}],
             "formations": [{"id": "f", "classes": [{"id": "s"}], "cars": [{"id": "1", "class": "s", "rows": 9, "seats": "AB"}]}],
             "trains": [{"id": "t", "formation": "f", "days": {"from": "1970-01-02", "to": "9999-12-31", "weekdays": []},
               "calls": [{"stop": "a", "departs": "08:00"}, {"stop": "b", "arrives": "09:00"}],
               "prices": [{"class": "s", "hops": [100]}], "sales": {"opens": {"daysBefore": 1}}}]}""";
    private static final String DEEP = "{\"sections\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    private final PublishedKey key;
    private final Product product;
    private final ShopClient shop;
    private final GuardedShop guarded;
    private final Merchant merchant;
    private final Visitor merchants;
    private final Visitor harm;
    private final AtomicLong users = new AtomicLong();
    private final String held;
    private final String payment;
    private String closedReservation;

    private FaultScene(PublishedKey key, Product product, boolean guards) {
        this.key = key;
        this.product = product;
        Instant expires = Instant.now().plus(Duration.ofDays(1));
        shop = new ShopClient(product.url(), new SignedTokens(SECRET.getBytes(UTF_8), expires));
        merchant = new Merchant(shop);
        merchants = shop.as("merchant", "merchant");
        harm = shop.as("harm", "merchant", "operator").with(GuardedShop.CLIENT, HARM);
        guarded = guards ? new GuardedShop(product.url(), SECRET) : null;
        sell("wake", 0);
        Visitor somebody = shop.as("somebody");
        if (guards) {
            guarded.block();
            for (String sale : List.of(LIVE, OTHER)) {
                guarded.create(sale, LIMIT, counted(PLENTY));
            }
            guarded.admit(
                    LIVE,
                    IntStream.rangeClosed(1, LISTED).mapToObj(LiveBuyers::user).toList());
            guarded.admit(OTHER, List.of("somebody"));
        } else {
            sell(LIVE, PLENTY);
            sell(OTHER, PLENTY);
        }
        Visitor buyer = guards ? guarded.withPass(GuardedShop.pass(OTHER, somebody), 0) : somebody;
        held = buyer.buy(OTHER, "k", 1).expect(201).id();
        payment = somebody.openPayment(held).expect(201).id();
    }

    /**
     * @param parts of the run
     * @param rows reservations of each of the closed sales
     * @param guards whether every guard is on
     */
    static FaultScene open(Parts parts, int rows, int connections, boolean guards)
            throws IOException, InterruptedException {
        PublishedKey key = PublishedKey.open();
        try {
            List<String> options =
                    new ArrayList<>(List.of("--set", "engine.retire-seconds=1", "--set", "auth.jwks-url=" + key.url()));
            options.addAll(guards ? GuardedShop.OPTIONS : List.of());
            Product product = Product.start(
                    parts,
                    JVM_FLAGS,
                    options,
                    Map.of(
                            "SLUICE_AUTH_HS256_SECRET",
                            SECRET,
                            "SLUICE_PAYMENT_SANDBOX_WEBHOOK_SECRET",
                            WEBHOOK_SECRET));
            FaultScene scene = new FaultScene(key, product, guards);
            scene.fill(rows, connections);
            return scene;
        } catch (IOException | InterruptedException | RuntimeException e) {
            key.close();
            throw e;
        }
    }

    private void sell(String id, long units) {
        merchant.create(SaleDraft.of(id)
                .time("opensAt", LONG_AGO)
                .number("limitPerUser", LIMIT)
                .inventory(counted(units)));
    }

    private static String counted(long units) {
        return """
                {"kind": "counted", "tiers": [{"id": "standard", "price": {"amount": 4000, "currency": "CNY"}, "capacity": %d}]}""".formatted(units);
    }

    /** Red packets: what is grabbed is settled at once, and so is the sale when it closes. */
    private void fill(int rows, int connections) throws InterruptedException {
        for (int i = 1; i <= CLOSED_SALES; i++) {
            merchant.create(
                    SaleDraft.of("closed-" + i).time("opensAt", LONG_AGO).inventory("""
                    {"kind": "redPacket", "total": {"amount": %d, "currency": "CNY"}, "shares": %d}""".formatted(
                                    100L * rows, rows + 1)));
        }
        long all = (long) rows * CLOSED_SALES;
        LoadRun.measure(
                StormLoad.DEFAULTS
                        .with("port", product.port())
                        .with("connections", connections)
                        .with("sale", "closed")
                        .with("sales", CLOSED_SALES)
                        .with("tier", "share")
                        .with("quantity", 1)
                        .with("buyers", all)
                        .with("requests", all)
                        .with("seconds", Storm.MAX_SECONDS / 10),
                SECRET);
        closedReservation = merchants
                .get("/v1/admin/sales/closed-1/reservations?limit=1")
                .expect(200)
                .text("/reservations/0/id");
        for (int i = 1; i <= CLOSED_SALES; i++) {
            merchant.close("closed-" + i);
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    }

    ShopClient shop() {
        return shop;
    }

    /** Null if no guard is on. */
    GuardedShop guarded() {
        return guarded;
    }

    boolean isAlive() {
        return ProcessHandle.of(product.pid()).isPresent();
    }

    /** Bytes of memory that the process has from the system now; 0 when it is gone. */
    long memoryBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + product.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many of these reservations of the live sale the ledger does not have; -1 if its rows do not add up. */
    long lost(Set<String> acknowledged) {
        if (!merchant.balances(LIVE)) {
            return -1;
        }
        Set<String> missing = new HashSet<>(acknowledged);
        merchants
                .get("/v1/admin/sales/" + LIVE + "/reservations.csv")
                .expect(200)
                .body()
                .lines()
                .skip(1)
                .forEach(line -> missing.remove(line.split(",")[1].replace("\"", "")));
        return missing.size();
    }

    /** Goes on until it is closed. */
    Nuisance begin(FaultKind kind) throws GeneralSecurityException {
        return switch (kind) {
            case AUDITS ->
                Nuisance.start(6, who -> harm.get("/v1/admin/sales/closed-" + (1 + who % CLOSED_SALES) + "/audit"));
            case SCRAPES ->
                Nuisance.start(
                        100, _ -> shop.anybody().with(GuardedShop.CLIENT, HARM).get("/metrics"));
            case MADE_UP_IDS ->
                Nuisance.start(
                        50,
                        who -> shop.as("looker-" + who)
                                .with(GuardedShop.CLIENT, HARM)
                                .get("/v1/reservations/" + madeUp()));
            case POISONED_WEBHOOKS -> Nuisance.start(4, _ -> poison());
            case FRESH_TOKENS ->
                Nuisance.start(64, _ -> {
                    String user = "fresh-" + users.incrementAndGet();
                    shop.anybody()
                            .with(GuardedShop.CLIENT, HARM)
                            .withToken(key.token(user))
                            .buy(OTHER, "k", 1);
                });
            case UNREAD_ANSWERS -> Nuisance.start(4, _ -> ask("GET /openapi.json" + FROM_HARM + "\r\n", true));
            case SILENT_CONNECTIONS -> Nuisance.start(2_000, _ -> ask("GET /v1/time" + FROM_HARM + "X-", false));
            case IDLE_CONNECTIONS -> Nuisance.start(2_000, _ -> ask("GET /v1/time" + FROM_HARM + "\r\n", false));
            case TRICKLED_BODIES -> Nuisance.start(500, who -> trickle("trickler-" + who));
            case LEFT_WAITS -> {
                String wait =
                        "GET /v1/reservations/" + held + "?wait=30" + FROM_HARM + authorization("somebody") + "\r\n";
                yield Nuisance.start(16, _ -> leave(wait));
            }
            case WRONG_BODIES ->
                Nuisance.start(
                        4,
                        who -> harm.post(
                                who % 2 == 0 ? "/v1/admin/timetables" : "/v1/admin/seat-maps",
                                who % 2 == 0 ? EVER : DEEP));
        };
    }

    private static String authorization(String user) {
        SignedTokens tokens =
                new SignedTokens(SECRET.getBytes(UTF_8), Instant.now().plus(Duration.ofHours(1)));
        return "Authorization: Bearer " + tokens.token(user) + "\r\n";
    }

    /** An id of a closed sale that nobody has. */
    private String madeUp() {
        long random = ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL;
        String real = closedReservation;
        return real.substring(0, real.length() - 12) + "%012x".formatted(random);
    }

    private void poison() throws GeneralSecurityException {
        String body = "{\"type\":\"succeeded\",\"payment\":\"" + payment
                + "\",\"reference\":\"a\\u0000b\",\"amount\":4000,\"currency\":\"CNY\"}";
        long seconds = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((seconds + "." + body).getBytes(UTF_8));
        shop.anybody()
                .with(GuardedShop.CLIENT, HARM)
                .with(
                        "Sandbox-Signature",
                        "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signature))
                .post("/v1/payments/sandbox/webhook", body);
    }

    /** Sends and reads nothing: again and again, or once, to stay silent then. */
    private void ask(String request, boolean again) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", product.port())) {
            OutputStream out = socket.getOutputStream();
            byte[] bytes = request.getBytes(US_ASCII);
            out.write(bytes);
            while (again && !Thread.interrupted()) {
                out.write(bytes);
            }
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** One purchase, whose body never ends. */
    private void trickle(String user) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", product.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/sales/" + OTHER + "/reservations" + FROM_HARM + authorization(user)
                            + "Idempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(US_ASCII));
            while (!Thread.interrupted()) {
                Thread.sleep(Duration.ofSeconds(1));
                out.write(' ');
            }
        }
    }

    private void leave(String request) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", product.port())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        if (guarded != null) {
            guarded.close();
        }
        shop.close();
        product.close();
        key.close();
    }
}
