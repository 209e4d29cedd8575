package dev.sluice.courier;

import dev.sluice.engine.breaker.CutOffException;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers what became of payments: their webhooks may be lost. A payment of which nothing was reported is asked for at a few ages; at
 * some of them any other is, too, since a second charge, or money that its provider returned by itself, may have gone unreported. At most so
 * many are asked for in a round, and what comes out that is not known is what the webhook would have said. A payment
 * whose provider is cut off is asked for once that is over. Several processes may do so at
 * the same time.
 */
public final class LostReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LostReports.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** What became due while no process ran, for as long as this, is caught up with. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private static final int AT_ONCE = 50;
    /** Payments that wait for their providers at most; others are asked for at their next age. */
    private static final int MAX_PUT_OFF = 10_000;

    private static final UUID LAST_ID = new UUID(-1, -1);

    /** At which a payment is asked for of which nothing was reported. */
    static final List<Duration> AGES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3));

    /** Of these, at which it is asked for whatever was reported. */
    static final List<Duration> AGES_OF_ALL = List.of(Duration.ofHours(1), Duration.ofDays(1));

    private final Charges charges;
    private final PaymentProviders providers;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final List<Sweep> sweeps = new ArrayList<>();
    /** Guarded by itself. */
    private final Set<Charges.Begun> putOff = new LinkedHashSet<>();

    private final Rounds rounds = new Rounds("lost-reports", PERIOD, this::round);
    private volatile boolean closing;

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
        closing = true;
        rounds.close();
    }

    /** How far the payments are asked for that have one age. Used by the thread of the rounds. */
    private final class Sweep {
        private final Duration age;
        private final Charges.Reported reported;
        private long afterMillis;
        private UUID afterId = LAST_ID;

        Sweep(Duration age) {
            this.age = age;
            this.reported = AGES_OF_ALL.contains(age) ? Charges.Reported.OR_NOT : Charges.Reported.NOT_YET;
            this.afterMillis = clock.instant().minus(age).minus(LOOK_BACK).toEpochMilli();
        }

        /** The next ones, whose time has come. */
        List<Charges.Begun> next() {
            long untilMillis = clock.instant().minus(age).toEpochMilli();
            List<Charges.Begun> page = charges.begun(reported, afterMillis, afterId, untilMillis, AT_ONCE);
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
        List<Charges.Begun> due = new ArrayList<>(takePutOff());
        sweeps.forEach(sweep -> due.addAll(sweep.next()));
        for (Charges.Begun payment : due) {
            work.add(() -> {
                ask(payment);
                return null;
            });
        }
        if (!work.isEmpty()) {
            try (ExecutorService threads =
                    Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
                threads.invokeAll(work);
            }
        }
        return false;
    }

    /** Some of those whose providers were cut off, first those that have waited longest. */
    private List<Charges.Begun> takePutOff() {
        synchronized (putOff) {
            List<Charges.Begun> first = putOff.stream().limit(AT_ONCE).toList();
            first.forEach(putOff::remove);
            return first;
        }
    }

    private void putOff(Charges.Begun payment) {
        synchronized (putOff) {
            if (putOff.size() < MAX_PUT_OFF) {
                putOff.add(payment);
            }
        }
    }

    private void ask(Charges.Begun payment) {
        try {
            switch (providers.get(payment.provider()).status(payment.payment())) {
                case Standing.Charged charged -> charged.charges().forEach(charge -> compare(payment, charge));
                case Standing.Declined _
                when payment.pending() -> tell(payment, new Command.PaymentDeclined(payment.payment()));
                case Standing.Declined _, Standing.Pending _, Standing.Unknown _ -> {}
            }
        } catch (PaymentProviderException e) {
            LOG.debug("payment {} is asked for later", payment.payment(), e);
            if (CutOffException.behind(e) != null) {
                putOff(payment);
            }
        } catch (RuntimeException e) {
            if (!closing) { // else it was broken off
                LOG.warn("payment {} could not be asked for", payment.payment(), e);
            }
        }
    }

    /** Tells of a charge what is not known of it. */
    private void compare(Charges.Begun payment, Standing.Charge charge) {
        Charge known = payment.charges().stream()
                .filter(one -> one.reference().equals(charge.reference()))
                .findAny()
                .orElse(null);
        boolean back = charge.refunded() >= charge.amount();
        if (back && (known == null || known.status() != ChargeStatus.REFUNDED)) {
            tell(
                    payment,
                    new Command.RefundSettled(
                            payment.payment(), charge.reference(), charge.amount(), charge.currency()));
        } else if (known != null
                && charge.refunded() > known.returned()
                && !known.parts().isEmpty()) {
            tell(
                    payment,
                    new Command.RefundSettled(
                            payment.payment(),
                            charge.reference(),
                            charge.amount(),
                            charge.currency(),
                            charge.refunded()));
        } else if (known == null) {
            tell(
                    payment,
                    new Command.PaymentSucceeded(
                            payment.payment(), charge.reference(), charge.amount(), charge.currency()));
        }
    }

    /** A sale that takes no commands now hears of it at the next age. */
    private void tell(Charges.Begun payment, Command command) {
        SaleDesk sale = sales.find(payment.sale());
        if (sale != null) {
            LOG.info("a report on payment {} was lost; its provider says: {}", payment.payment(), command);
            sale.submit(new Envelope(ReplyAddress.NOBODY, command));
        }
    }
}
