package dev.sluice.chaos.run;

import dev.sluice.chaos.stage.Harm;
import dev.sluice.chaos.stage.Injury;
import dev.sluice.chaos.stage.Stage;
import dev.sluice.chaos.stage.StageException;
import dev.sluice.chaos.timeline.AnswerCounts;
import dev.sluice.chaos.timeline.Event;
import dev.sluice.chaos.timeline.Timeline;
import dev.sluice.crowd.buyer.Customers;
import dev.sluice.crowd.buyer.Market;
import dev.sluice.crowd.buyer.Persistence;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.AnswerLog;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does harm to a stage, one thing at a time, while customers buy; and holds it to all that they were told, when all is whole again. One thread,
 * once.
 */
final class ChaosRun implements AutoCloseable {
    private static final String BUYERS = "buyers";
    private static final String ANSWERS = "answers";
    /** What is whole in seconds may take much longer on a machine that is busy with other things. */
    private static final Duration WHOLE_PATIENCE = Duration.ofSeconds(300);

    private static final Duration RECKONING_PATIENCE = Duration.ofSeconds(120);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(15);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(3);
    private static final long NOTICED_MILLIS = 500;
    private static final int MANY_VISITS = 1_000_000;
    /** Long enough that others take over from what is stopped or cut off, at default settings. */
    private static final int MIN_HARM_MILLIS = 2_000;

    private static final int MAX_HARM_MILLIS = 7_000;
    private static final int CALM_MILLIS = 2_000;
    /** Of a sale that is bought up in the end. */
    private static final long MOST_LEFT = 1_000;

    /** Harms between new sales. */
    private static final int RENEWED_AFTER = 4;

    private final Rehearsal rehearsal;
    private final Stage stage;
    private final Timeline timeline;
    private final Consumer<String> say;
    private final Random random;
    private final AnswerLog log;
    private final AnswerLog probed;
    private final Journal journal = new Journal();
    private final List<ShopClient> shops = new ArrayList<>();
    private final List<ShopClient> quick = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int probes;

    /**
     * @param stage has started
     * @param say tells the person who watches
     */
    ChaosRun(Rehearsal rehearsal, Stage stage, Timeline timeline, Consumer<String> say) {
        this.rehearsal = rehearsal;
        this.stage = stage;
        this.timeline = timeline;
        this.say = say;
        this.random = new Random(rehearsal.seed());
        this.log = new AnswerLog(timeline::nowMillis, NOTICED_MILLIS);
        this.probed = new AnswerLog(timeline::nowMillis, NOTICED_MILLIS);
        for (URI url : stage.gateways().values()) {
            shops.add(new ShopClient(url, stage.tokens(), log, REQUEST_PATIENCE));
            quick.add(new ShopClient(url, stage.tokens(), probed, PROBE_PATIENCE));
        }
    }

    /** Returns what is wrong, each in one sentence; empty if nothing is. */
    List<String> run() {
        Gateways gateways = new Gateways(shops);
        Wares wares = new Wares(gateways);
        Market market = new Market(gateways, journal, wares.open(), Persistence.USUAL);
        long seed = random.nextLong();
        try (Customers customers =
                        Customers.start(market, "u", rehearsal.buyers(), rehearsal.perSecond(), MANY_VISITS, seed);
                Probers _ = Probers.start(new Gateways(quick), journal, wares.steady())) {
            awaitWhole(wares.steady());
            doHarm(wares);
            say.accept("all is given back after " + customers.visits() + " visits; the buyers leave");
        } catch (StageException | IllegalStateException e) {
            findings.add(e.getMessage());
        }
        tellAnswers();
        if (findings.isEmpty()) {
            reckon(
                    new Reckoning(gateways, new Merchant(shops.getFirst())::rows, journal, RECKONING_PATIENCE),
                    wares.all());
        }
        journal.findings().forEach(finding -> findings.add(finding.toString()));
        return List.copyOf(findings);
    }

    /** How many things were held against what is known. */
    long checked() {
        return journal.checked();
    }

    int wishes() {
        return journal.wishes().size();
    }

    AnswerLog.Second answers() {
        return log.total();
    }

    @Override
    public void close() {
        shops.forEach(ShopClient::close);
        quick.forEach(ShopClient::close);
    }

    private void doHarm(Wares wares) {
        Harms harms = new Harms(rehearsal.harms(), random);
        long endNanos = System.nanoTime() + rehearsal.lasts().toNanos();
        for (int done = 0; done < rehearsal.most() && System.nanoTime() < endNanos && findings.isEmpty(); done++) {
            if (done > 0 && done % RENEWED_AFTER == 0) {
                wares.renew();
            }
            Await.pause(random.nextInt(CALM_MILLIS));
            hurt(done + 1, harms.next(), wares.steady());
        }
    }

    private void hurt(int number, Harm harm, List<SaleSpec> steady) {
        long lastsMillis = MIN_HARM_MILLIS + random.nextInt(MAX_HARM_MILLIS - MIN_HARM_MILLIS);
        long begunMillis = timeline.nowMillis();
        Injury injury = stage.hurt(harm, random);
        timeline.add(injury.lane(), Event.Kind.FAULT_BEGIN, injury.words());
        Await.pause(lastsMillis);
        long healedMillis = timeline.nowMillis();
        injury.heal();
        timeline.add(injury.lane(), Event.Kind.FAULT_END, "given back");
        awaitWhole(steady);
        long wholeMillis = timeline.nowMillis();
        timeline.add(injury.lane(), Event.Kind.WHOLE, "all is whole again");
        say.accept("%2d %s: %s %s at %.1f s, given back at %.1f s, all whole at %.1f s: %s"
                .formatted(
                        number,
                        harm,
                        injury.lane(),
                        injury.words(),
                        begunMillis / 1e3,
                        healedMillis / 1e3,
                        wholeMillis / 1e3,
                        Impact.between(probed, log, begunMillis, wholeMillis)));
    }

    /** All processes are there and see one another, and every gateway sells. */
    private void awaitWhole(List<SaleSpec> steady) {
        String[] last = {null};
        boolean whole = Await.within(WHOLE_PATIENCE, () -> {
            last[0] = stage.missing();
            return last[0] == null
                    && shops.stream().allMatch(shop -> steady.stream().allMatch(sale -> sells(shop, sale, last)));
        });
        if (!whole) {
            throw new IllegalStateException(
                    "not whole after " + WHOLE_PATIENCE.toSeconds() + " s without harm: " + last[0]);
        }
    }

    private boolean sells(ShopClient shop, SaleSpec sale, String[] last) {
        Wish wish = journal.wish(sale, "probe-" + probes++, "key", 1);
        try {
            Answer answer = wish.reserve(shop, 1);
            wish.learn(answer);
            last[0] = shop + " answered " + answer.status() + " " + answer.body();
            return answer.status() == 201;
        } catch (UncheckedIOException e) {
            last[0] = e.getMessage();
            return false;
        }
    }

    private void reckon(Reckoning reckoning, List<SaleSpec> sales) {
        step("every answer is held against what is there now", () -> reckoning.checkAnswers(journal.wishes()));
        step("payments and holds come to their ends", () -> reckoning.awaitEnds(journal.wishes()));
        for (SaleSpec sale : sales) {
            step(sale.id() + " is reckoned up", () -> {
                reckoning.checkRows(sale);
                reckoning.checkAgreement(sale);
                reckoning.checkSoldOut(sale, MOST_LEFT);
                reckoning.checkRows(sale);
            });
        }
    }

    private void step(String what, Runnable work) {
        timeline.add(BUYERS, Event.Kind.NOTE, what);
        long begunNanos = System.nanoTime();
        try {
            work.run();
        } catch (RuntimeException e) {
            findings.add(what + ": " + e);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos);
        if (seconds > 0) {
            say.accept(what + " (" + seconds + " s)");
        }
    }

    private void tellAnswers() {
        for (AnswerLog.Second one : log.seconds()) {
            long from = 1_000 * one.second();
            timeline.add(new AnswerCounts(
                    from,
                    from + 1_000,
                    ANSWERS,
                    one.granted(),
                    one.takenIn(),
                    one.refused(),
                    one.busy(),
                    one.failed() + one.broken()));
        }
        for (AnswerLog.Gap gap : probed.gaps()) {
            timeline.add(
                    new Event(gap.fromMillis(), gap.sale(), Event.Kind.GAP_BEGIN, "nobody is told anything for good"));
            timeline.add(new Event(
                    gap.toMillis(), gap.sale(), Event.Kind.GAP_END, "nobody was for " + gap.millis() + " ms"));
        }
    }
}
