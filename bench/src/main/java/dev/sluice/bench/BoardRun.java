package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.browser.Chromium;
import dev.sluice.crowd.http.SignedTokens;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench board}: {@link BoardStorm}, {@link BoardDays}, {@link EditorFrames}. */
@Command(
        name = "board",
        description = {
            "The live board in a browser: what watching a storm costs the storm, and the frames of the page meanwhile, beside an"
                    + " empty page's; its memory and its drawings after days of events that are made up; and frames of the editor of halls.",
            "Wants a Chromium, as the tests of the pages do."
        })
final class BoardRun extends Run {
    private static final String SALE = "watched";
    private static final int SEATS_IN_ROW = 100;
    private static final int MOST_WATCHERS = 190;

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    @Option(
            names = "--units",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Units of the sale; the storm goes on when they are gone.")
    private int units = 20_000;

    @Option(
            names = "--watchers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Programs that read the board's events at the same time; at most " + MOST_WATCHERS + ".")
    private int watchers = 100;

    @Option(
            names = "--events",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Events that are made up and told to a board, one for each second; a day has 86400.")
    private int events = 172_800;

    @Option(
            names = "--seats",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Seats of the hall in the editor, in rows of " + SEATS_IN_ROW + ".")
    private int seats = 5_000;

    @Mixin
    private CommonOptions.Sockets transport = new CommonOptions.Sockets();

    @Override
    void check() {
        require(watchers <= MOST_WATCHERS, "--watchers must be at most " + MOST_WATCHERS);
        require(seats % SEATS_IN_ROW == 0, "--seats must be a multiple of " + SEATS_IN_ROW);
    }

    @Override
    void measure() throws Exception {
        SignedTokens tokens =
                new SignedTokens(Storm.SECRET.getBytes(UTF_8), Instant.now().plus(Duration.ofDays(1)));
        try (Product product = Product.start(parts(), Storm.SECRET, transport.value());
                StormShop shop = new StormShop(product.url(), Storm.SECRET);
                Chromium chromium = Chromium.start()) {
            NamedValues load = StormLoad.DEFAULTS
                    .with("connections", connections.value())
                    .with("seconds", seconds.value())
                    .with("sale", SALE)
                    .with("port", product.port())
                    .with("server-pid", product.pid())
                    .with("postgres-pid", product.postgresPid());
            shop.create(load.text("wake-sale"), 0);
            shop.create(SALE, units);
            new BoardStorm(chromium.browser(), product.url(), SALE, load, tokens, seconds.value(), watchers)
                    .run(rounds.value());
            new BoardDays(chromium.browser(), product.url(), SALE, events).run();
            new EditorFrames(chromium.browser(), product.url(), seats).run(rounds.value());
            if (!shop.balances(SALE)) {
                throw new IllegalStateException("the sale does not balance");
            }
        }
    }
}
