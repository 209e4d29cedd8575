package dev.sluice.courier;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Command;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers what became of payments that they have not reported: their webhooks may be lost. Each payment is asked for at a few ages,
 * at most so many in a round, and what comes out is what the webhook would have said. Several processes may do so at the same time.
 */
public final class LostReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LostReports.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** What became due while no process ran, for as long as this, is caught up with. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private static final int AT_ONCE = 50;
    private static final UUID LAST_ID = new UUID(-1, -1);

    static final List<Duration> AGES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3));

    private final Charges charges;
    private final PaymentProviders providers;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final List<Sweep> sweeps = new ArrayList<>();
    private final Rounds rounds = new Rounds("lost-reports", PERIOD, this::round);

    public LostReports(Charges charges, PaymentProviders providers, SaleDesks sales, InstantSource clock) {
        this.charges = charges;
        this.providers = providers;
        this.sales = sales;
        this.clock = clock;
        AGES.forEach(age -> sweeps.add(new Sweep(age)));
    }

    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** How far the payments are asked for that have one age. Used by the thread of the rounds. */
    private final class Sweep {
        private final Duration age;
        private long afterMillis;
        private UUID afterId = LAST_ID;

        Sweep(Duration age) {
            this.age = age;
            this.afterMillis = clock.instant().minus(age).minus(LOOK_BACK).toEpochMilli();
        }

        /** The next ones, whose time has come. */
        List<Charges.Open> next() {
            long untilMillis = clock.instant().minus(age).toEpochMilli();
            List<Charges.Open> page = charges.open(afterMillis, afterId, untilMillis, AT_ONCE);
            if (page.size() == AT_ONCE) {
                afterMillis = page.getLast().createdAtMillis();
                afterId = page.getLast().payment();
            } else {
                afterMillis = Math.max(afterMillis, untilMillis);
                afterId = LAST_ID;
            }
            return page;
        }
    }

    /** A sweep that has more goes on in the next round, so that a provider is not asked for everything at once. */
    boolean round() throws InterruptedException {
        List<Callable<Void>> work = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            for (Charges.Open payment : sweep.next()) {
                work.add(() -> {
                    ask(payment);
                    return null;
                });
            }
        }
        if (!work.isEmpty()) {
            try (ExecutorService threads =
                    Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
                threads.invokeAll(work);
            }
        }
        return false;
    }

    private void ask(Charges.Open payment) {
        try {
            switch (providers.get(payment.provider()).status(payment.payment())) {
                case Standing.Charged charged -> charged.charges().forEach(charge -> tell(payment, charge));
                case Standing.Declined _ -> tell(payment, new Command.PaymentDeclined(payment.payment()));
                case Standing.Pending _, Standing.Unknown _ -> {}
            }
        } catch (PaymentProviderException e) {
            LOG.debug("payment {} is asked for later", payment.payment(), e);
        } catch (RuntimeException e) {
            LOG.warn("payment {} could not be asked for", payment.payment(), e);
        }
    }

    private void tell(Charges.Open payment, Standing.Charge charge) {
        boolean back = charge.refunded() >= charge.amount();
        tell(
                payment,
                back
                        ? new Command.RefundSettled(
                                payment.payment(), charge.reference(), charge.amount(), charge.currency())
                        : new Command.PaymentSucceeded(
                                payment.payment(), charge.reference(), charge.amount(), charge.currency()));
    }

    /** A sale that takes no commands now hears of it at the next age. */
    private void tell(Charges.Open payment, Command command) {
        SaleDesk sale = sales.find(payment.sale());
        if (sale != null) {
            LOG.info("a report on payment {} was lost; its provider says: {}", payment.payment(), command);
            sale.submit(new Envelope(ReplyAddress.NOBODY, command));
        }
    }
}
