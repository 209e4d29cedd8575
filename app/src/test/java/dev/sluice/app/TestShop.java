package dev.sluice.app;

import dev.sluice.app.cli.AuditReport;
import dev.sluice.app.cli.DemoSecrets;
import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.NodeProbe;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.app.node.Parts;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** All of a demo but its sample sales and its own PostgreSQL, in this process: a real database, a real server on a free port. */
final class TestShop implements AutoCloseable {
    private static final Duration OPEN_FOR = Duration.ofHours(1);
    /** Nobody is refused for what a busy machine delays. */
    private static final Map<String, String> PATIENT =
            Map.of("engine.lease-seconds", "60", "engine.stall-millis", "60000", "http.default-wait-seconds", "10");

    private final Parts parts = new Parts();
    private final AtomicInteger lastSale = new AtomicInteger();
    private final String scheme;
    private final Settings settings;
    private final DatabaseConfig ledger;
    private final Node node;
    /** Of the machine's clock. */
    private final AtomicReference<Duration> ahead;
    /** Who looks into the ledger from outside; null until somebody has. */
    private OpenLedger look;

    /**
     * @param folder for the demo's secrets
     * @param settings by their names, beside those of a demo
     */
    TestShop(Path folder, Map<String, String> settings) {
        Config config = Config.read(List.of(
                ConfigSource.builtIn("the test", settings),
                ConfigSource.builtIn(
                        "the demo",
                        Map.of(
                                DatabaseConfig.URL.name(),
                                "jdbc:postgresql://127.0.0.1/embedded",
                                GatewayConfig.PORT.name(),
                                "0",
                                "engine.max-clock-jump-seconds",
                                "86400")),
                ConfigSource.builtIn("the patience of the test", PATIENT),
                DemoSecrets.in(folder)));
        DatabaseConfig database = TestDatabases.migrated();
        Settings given = Settings.demo(config);
        scheme = given.http().scheme();
        String password = settings.getOrDefault(DatabaseConfig.PASSWORD.name(), database.password());
        ledger = given.ledger().movedTo(database.url(), database.user(), password);
        this.settings = given.on(ledger);
        ahead = new AtomicReference<>(Duration.ZERO);
        node = Node.start(this.settings, this::now, parts);
    }

    private TestShop(TestShop before) {
        scheme = before.scheme;
        ledger = before.ledger;
        settings = before.settings;
        ahead = before.ahead;
        node = Node.start(settings, this::now, parts);
    }

    /** Another process on what this one leaves. Closes this one. */
    TestShop startAgain() {
        close();
        return new TestShop(this);
    }

    /** Of a demo's own defaults, and what a test gave. */
    DatabaseConfig ledger() {
        return ledger;
    }

    String url() {
        return scheme + "://127.0.0.1:" + node.port();
    }

    /** By the shop's clock. */
    Instant now() {
        return Instant.now().plus(ahead.get());
    }

    /** Lets so much time pass at once. A page that is open hears of it when it asks again, as {@link WindowShopper#looksAgain} makes it do. */
    void pass(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    /** Puts a sale on sale; returns its id. */
    String sell(Duration untilOpening, PurchaseRules rules, long price, long capacity) {
        return sell(untilOpening, rules, price, capacity, _ -> Order.FIRST_COME);
    }

    /** The same, in another order. */
    String sell(Duration untilOpening, PurchaseRules rules, long price, long capacity, Function<Window, Order> order) {
        String id = "sale-" + lastSale.incrementAndGet();
        Instant opens = now().plus(untilOpening);
        Window window = new Window(opens.toEpochMilli(), opens.plus(OPEN_FOR).toEpochMilli());
        List<TierTerms> tiers = List.of(new TierTerms("standard", "Standard", price, capacity));
        SaleTerms terms = new SaleTerms(id, "Sale " + id, "", window, order.apply(window), rules, "CNY", tiers);
        node.sales().create(terms, Merchant.NAME);
        return id;
    }

    /** At once, at 4,000 CNY. */
    String sell(PurchaseRules rules, long capacity) {
        return sell(Duration.ZERO, rules, 400_000, capacity);
    }

    static PurchaseRules rules(int limitPerUser, int holdSeconds, int waitlistCapacity) {
        return new PurchaseRules(limitPerUser, holdSeconds, TakeStock.HOLD, 150, waitlistCapacity);
    }

    /** Tells what a party promised. Before the seal it is not taken. */
    void tell(String sale, String secret) {
        node.sales()
                .find(sale)
                .submit(new Envelope(ReplyAddress.NOBODY, new Command.EnterSecret(UUID.randomUUID(), secret)));
    }

    /** The only tier of a sale. */
    TierState tier(String sale) {
        return node.sales().find(sale).view().tiers().getFirst();
    }

    /** The processes that share the ledger, as whoever looks sees them. */
    List<Operations.Node> nodes() {
        try (NodeProbe probe = new NodeProbe()) {
            return probe.ask(look().nodes().look().living());
        }
    }

    /** Whether the ledger's rows add up, in all sales. */
    boolean balances() {
        return new AuditReport(new PrintWriter(System.out)).print(look(), null);
    }

    private OpenLedger look() {
        if (look == null) {
            look = parts.add("the ledger, as others see it", OpenLedger.join(ledger));
        }
        return look;
    }

    @Override
    public void close() {
        parts.close();
    }
}
