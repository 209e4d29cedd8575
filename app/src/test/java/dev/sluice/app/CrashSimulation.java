package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.crowd.buyer.Shopper;
import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.goods.SeatedGoods;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.merchant.Merchant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process, killed again and again at random moments under load. {@code -Dsluice.kills=N} sets how often, {@code
 * -Dsluice.seed=N} repeats the moments; what the machine does in between is its own.
 */
final class CrashSimulation {
    private static final int MIN_KILLS = 5;
    private static final Duration TIME = Duration.ofSeconds(45);
    private static final int SHOPPERS = 64;
    private static final int SHORT_HOLD_SECONDS = 4;

    private final int kills = Integer.getInteger("sluice.kills", 0);
    private final long seed = Long.getLong("sluice.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final long startedNanos = System.nanoTime();
    private final Journal journal = new Journal();
    private final List<SaleSpec> sales = new ArrayList<>();
    private int killed;
    private int killedWhileStarting;
    private long answered;

    @TempDir
    Path folder;

    @Test
    void nothingThatWasAnsweredIsLostOrDoubled() {
        System.out.println("CrashSimulation: seed " + seed);
        ProductProcess product = start();
        try {
            while (killed < MIN_KILLS || goesOn()) {
                storm(product);
                product = startAgain(product);
                checkRound(product);
            }
            checkEnd(product);
            product.kill();
            audit();
        } finally {
            product.close();
            System.out.printf(
                    "CrashSimulation: %d kills (%d of them while starting), %d requests for units, %d answers given, %d checks%n",
                    killed, killedWhileStarting, journal.wishes().size(), answered, journal.checked());
        }
    }

    private boolean goesOn() {
        return kills > 0 ? killed < kills : System.nanoTime() - startedNanos < TIME.toNanos();
    }

    /** The webhooks come late, twice and crossed. */
    private ProductProcess start() {
        return ProductProcess.demo(
                folder.resolve("data"),
                "payment.sandbox.delay-millis=100",
                "payment.sandbox.duplicate=true",
                "payment.sandbox.crossing=true");
    }

    /** Shoppers storm new sales until the process is killed in their midst. */
    private void storm(ProductProcess product) {
        List<SaleSpec> open = newSales();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> shoppers = new ArrayList<>();
        try (ShopClient shop = product.awaitReady()) {
            open.forEach(new Merchant(shop)::create);
            for (int i = 0; i < SHOPPERS; i++) {
                String name = "u" + killed + "-" + i;
                shoppers.add(Thread.startVirtualThread(
                        new Shopper(shop, journal, open, name, random.nextLong(), over::get)));
            }
            Await.pause(300 + random.nextInt(2_500));
            kill(product);
            answered += shop.answers();
        } finally {
            over.set(true);
            shoppers.forEach(CrashSimulation::join);
        }
    }

    private List<SaleSpec> newSales() {
        List<SaleSpec> open = List.of(
                SaleSpec.holding("waitlist-" + killed, 40, 2, SHORT_HOLD_SECONDS)
                        .withWaitlist(100),
                SaleSpec.holding("short-" + killed, 150, 3, SHORT_HOLD_SECONDS),
                SaleSpec.holding("long-" + killed, 300, 4, 3_600),
                SaleSpec.holding("first-to-pay-" + killed, 10, 2, 3_600).firstToPay(),
                SaleSpec.holding("seated-" + killed, 120, 3, 3_600).of(new SeatedGoods()),
                SaleSpec.holding("seated-waitlist-" + killed, 40, 1, SHORT_HOLD_SECONDS)
                        .of(new SeatedGoods())
                        .withWaitlist(50),
                SaleSpec.holding("journey-" + killed, 160, 3, 3_600).of(new JourneyGoods()),
                SaleSpec.holding("journey-waitlist-" + killed, 80, 1, SHORT_HOLD_SECONDS)
                        .of(new JourneyGoods())
                        .withWaitlist(50),
                SaleSpec.holding("packet-" + killed, 41, 1, 3_600).of(new RedPacketGoods()));
        sales.addAll(open);
        return open;
    }

    /** Sometimes its database goes with it, as if the machine went down. */
    private void kill(ProductProcess product) {
        if (random.nextInt(3) == 0) {
            product.killAll();
        } else {
            product.kill();
        }
        killed++;
    }

    /** Sometimes it is killed again before it is up. */
    private ProductProcess startAgain(ProductProcess before) {
        before.close();
        ProductProcess product = start();
        if (random.nextInt(4) == 0) {
            Await.pause(random.nextInt(2_500));
            kill(product);
            killedWhileStarting++;
            product.close();
            product = start();
        }
        return product;
    }

    private void checkRound(ProductProcess product) {
        try (ShopClient shop = product.awaitReady()) {
            Reckoning reckoning = new Reckoning(shop, new Merchant(shop)::rows, journal);
            String round = sales.getLast().id().replaceAll(".*-", "-");
            reckoning.checkAnswers(journal.wishes().stream()
                    .filter(wish -> wish.sale().id().endsWith(round))
                    .toList());
            sales.stream().filter(sale -> sale.id().endsWith(round)).forEach(reckoning::checkRows);
            answered += shop.answers();
        }
        assertThat(journal.wrong()).isEmpty();
    }

    private void checkEnd(ProductProcess product) {
        try (ShopClient shop = product.awaitReady()) {
            Reckoning reckoning = new Reckoning(shop, new Merchant(shop)::rows, journal);
            reckoning.awaitEnds(journal.wishes());
            sales.forEach(reckoning::checkRows);
            answered += shop.answers();
        }
        assertThat(journal.wrong()).isEmpty();
        audit();
        Await.untilNothingIsWrong(() -> SandboxLedger.disagreement(folder.resolve("data")));
    }

    /** {@code sluice audit} in a process of its own, beside the product or without it. */
    private void audit() {
        Path data = folder.resolve("data");
        try (ProductProcess audit = ProductProcess.start(data, List.of("audit", "--data", data.toString()))) {
            assertThat(audit.exitCode()).as(audit.output()).isEqualTo(ExitCode.OK);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while shoppers left", e);
        }
    }
}
