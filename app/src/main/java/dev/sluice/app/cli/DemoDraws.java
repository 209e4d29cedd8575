package dev.sluice.app.cli;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.draw.Fairness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the draws of a demo to life: a small crowd enters, and both parties, whose secrets follow from the demo's own random key, tell them once the
 * entries are sealed. Another lottery begins when somebody asks for one; there is one at a time. Any thread may use it.
 */
final class DemoDraws implements AutoCloseable {
    static final String NAME = "lottery-";

    private static final int MAX_LOTTERIES = 1_000;
    private static final Duration PERIOD = Duration.ofMillis(500);
    /** Whoever is sent to a lottery has so long at least to enter. */
    private static final Duration TIME_TO_ENTER = Duration.ofSeconds(25);
    /** Secrets are told until then, however often one is lost on the way. */
    private static final Duration TOLD_UNTIL = Duration.ofSeconds(30);

    private static final List<String> CROWD = List.of(
            "ada", "bao", "chen", "dora", "emil", "fang", "gus", "hana", "ines", "jun", "kofi", "lena", "mei", "nils",
            "olga", "pia", "quan", "rosa", "sven", "tao", "uma", "vera", "wei", "yara");

    private final SaleDesks sales;
    private final DemoSecrets.Parties parties;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("draws of the demo", PERIOD, this::round);
    /** Draws under way, by their sales' ids. */
    private final Map<String, Show> shows = new ConcurrentHashMap<>();

    /** A draw under way, and how many of the crowd have entered it. */
    private static final class Show {
        private final SaleDesk desk;
        private final long entriesFrom;
        private final long entriesUntil;
        private final ReservationIds ids = new ReservationIds();
        private int entered;

        Show(SaleDesk desk, SaleTerms terms) {
            this.desk = desk;
            entriesFrom = terms.order().entriesFromMillis();
            entriesUntil = terms.order().sealMillis(terms.window());
        }
    }

    DemoDraws(SaleDesks sales, DemoSecrets.Parties parties, InstantSource clock) {
        this.sales = sales;
        this.parties = parties;
        this.clock = clock;
    }

    /** Goes on with what there is; a first start begins a lottery, later ones find everything as it was. */
    void start() {
        take();
        if (sales.find(NAME + 1) == null) {
            another();
        }
        rounds.start();
    }

    /** Takes up what an earlier process began. */
    void take() {
        sales.unsettled().forEach(this::take);
    }

    /** The sale of a lottery that can be entered now; null where there have been too many. Blocks. */
    synchronized String another() {
        long enough = clock.instant().plus(TIME_TO_ENTER).toEpochMilli();
        for (int number = 1; number <= MAX_LOTTERIES; number++) {
            SaleDesk desk = sales.find(NAME + number);
            if (desk == null) {
                desk = SampleSales.create(sales, SampleSales.lottery(NAME + number, parties, clock.instant()));
                take(desk);
                return desk.id();
            }
            if (desk.view().sale().terms().order() instanceof Order.Lottery lottery
                    && lottery.entriesUntilMillis() >= enough) {
                return desk.id();
            }
        }
        return null;
    }

    private void take(SaleDesk desk) {
        SaleTerms terms = desk.view().sale().terms();
        Fairness fairness = terms.order().fairness();
        if (fairness != null && fairness.equals(parties.promise(terms.id()))) {
            shows.put(terms.id(), new Show(desk, terms));
        }
    }

    boolean round() {
        long now = clock.millis();
        shows.values().removeIf(show -> isOver(show, now));
        for (Show show : shows.values()) {
            enter(show, now);
            tell(show, now);
        }
        return false;
    }

    private static boolean isOver(Show show, long now) {
        return now > opens(show) + TOLD_UNTIL.toMillis();
    }

    private static long opens(Show show) {
        return show.desk.view().sale().terms().window().opensAtMillis();
    }

    /** One after the other, spread over the first half of the time to enter. Who has entered already, before a restart, stays as they are. */
    private static void enter(Show show, long now) {
        long half = (show.entriesUntil - show.entriesFrom) / 2;
        while (show.entered < CROWD.size()
                && now >= show.entriesFrom + half * show.entered / CROWD.size()
                && now < show.entriesUntil) {
            if (show.desk.submit(nobodyWaits(entry(show))) != Intake.TAKEN) {
                return;
            }
            show.entered++;
        }
    }

    private static Command entry(Show show) {
        SaleTerms terms = show.desk.view().sale().terms();
        String user = "demo-" + CROWD.get(show.entered);
        UUID buyer = show.ids.buyer(show.desk.number(), user);
        // Who gathers for a place says nothing of what they want.
        int tier = terms.order().gathers() ? 0 : show.entered % terms.tiers().size();
        int quantity = terms.order().gathers()
                ? 1
                : 1 + show.entered % Math.min(2, terms.rules().limitPerUser());
        return new Command.Enter(
                show.ids.entry(show.desk.number(), buyer),
                buyer,
                user,
                tier,
                quantity,
                Selection.ANY,
                UUID.randomUUID(),
                false);
    }

    /** To tell what is known changes nothing. */
    private void tell(Show show, long now) {
        if (now >= show.entriesUntil) {
            parties.secrets(show.desk.id())
                    .forEach(secret ->
                            show.desk.submit(nobodyWaits(new Command.EnterSecret(UUID.randomUUID(), secret))));
        }
    }

    private static Envelope nobodyWaits(Command command) {
        return new Envelope(ReplyAddress.NOBODY, command);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
