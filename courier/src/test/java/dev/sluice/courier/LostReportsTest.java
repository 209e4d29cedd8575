package dev.sluice.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Charges;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import dev.sluice.sale.Charge;
import dev.sluice.sale.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LostReportsTest {
    private static final Instant BEGUN = Instant.parse("2026-12-01T00:00:00Z");
    private static final UUID PAYMENT = new UUID(1, 1);

    private final OneDesk desk = new OneDesk();
    private final Bank bank = new Bank();
    private final Rows rows = new Rows();
    private Instant now = BEGUN;
    private final LostReports lost = new LostReports(rows, new PaymentProviders("", List.of(bank)), desk, () -> now);

    @Test
    void whatAProviderTookAndDidNotReportIsTold() throws InterruptedException {
        rows.begin(PAYMENT, BEGUN);
        bank.standing = new Standing.Charged(
                List.of(new Standing.Charge("A", 500, "EUR", 0, 0), new Standing.Charge("B", 500, "EUR", 0, 500)));

        at(Duration.ofSeconds(59));
        assertThat(bank.asked).isEmpty();
        at(Duration.ofSeconds(60));

        assertThat(desk.commands)
                .containsExactly(
                        new Command.PaymentSucceeded(PAYMENT, "A", 500, "EUR"),
                        new Command.RefundSettled(PAYMENT, "B", 500, "EUR"));
    }

    @Test
    void itIsAskedOnceAtEachAge() throws InterruptedException {
        rows.begin(PAYMENT, BEGUN);
        for (int minute = 0; minute <= Duration.ofDays(4).toMinutes(); minute++) {
            at(Duration.ofMinutes(minute));
        }
        assertThat(bank.asked).hasSize(LostReports.AGES.size());
        assertThat(desk.commands).isEmpty();
    }

    @Test
    void aDeclineIsToldAndAProviderThatIsAwayIsAskedAtTheNextAge() throws InterruptedException {
        rows.begin(PAYMENT, BEGUN);
        bank.away = true;
        at(Duration.ofMinutes(1));
        bank.away = false;
        bank.standing = new Standing.Declined();
        at(Duration.ofMinutes(2));
        assertThat(desk.commands).isEmpty();
        at(Duration.ofMinutes(5));
        assertThat(desk.commands).containsExactly(new Command.PaymentDeclined(PAYMENT));
    }

    @Test
    void manyAreAskedForAFewAtATimeAndNoneTwice() throws InterruptedException {
        for (int i = 0; i < 120; i++) {
            rows.begin(new UUID(1, i), BEGUN);
        }
        List<Integer> asked = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            at(Duration.ofMinutes(1));
            asked.add(bank.asked.size());
        }
        assertThat(asked).containsExactly(50, 100, 120, 120);
        assertThat(bank.asked).doesNotHaveDuplicates();
    }

    private void at(Duration after) throws InterruptedException {
        now = BEGUN.plus(after);
        lost.round();
    }

    /** Payments that stay open. */
    private static final class Rows implements Charges {
        private final List<Open> open = new ArrayList<>();

        void begin(UUID payment, Instant at) {
            open.add(new Open(1, payment, "bank", at.toEpochMilli()));
        }

        @Override
        public List<Open> open(long afterMillis, UUID afterId, long untilMillis, int limit) {
            return open.stream()
                    .filter(one -> one.createdAtMillis() > afterMillis
                            || one.createdAtMillis() == afterMillis && compare(one.payment(), afterId) > 0)
                    .filter(one -> one.createdAtMillis() <= untilMillis)
                    .sorted(Comparator.comparingLong(Open::createdAtMillis).thenComparing(Open::payment, Rows::compare))
                    .limit(limit)
                    .toList();
        }

        /** As a database compares them: without signs. */
        private static int compare(UUID one, UUID other) {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
        }

        @Override
        public boolean keepUnmatched(UUID payment, String provider, Charge taken) {
            throw new AssertionError("nothing is taken here");
        }

        @Override
        public void unmatchedReturned(UUID payment, String reference, long atMillis) {
            throw new AssertionError("nothing is returned here");
        }

        @Override
        public List<Order> orders(Which which, long beforeNumber, int limit) {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public Order order(long number) {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public void retry(long number, long atMillis) {
            throw new AssertionError("nobody looks here");
        }
    }

    private static final class Bank implements PaymentProvider {
        final List<UUID> asked = new CopyOnWriteArrayList<>();
        volatile Standing standing = new Standing.Pending();
        volatile boolean away;

        @Override
        public String name() {
            return "bank";
        }

        @Override
        public Checkout begin(PaymentRequest request) {
            throw new AssertionError("nobody pays here");
        }

        @Override
        public Webhook read(UnaryOperator<String> headers, byte[] body) {
            throw new AssertionError("nothing is reported here");
        }

        @Override
        public Refund refund(RefundOrder order) {
            throw new AssertionError("nothing is returned here");
        }

        @Override
        public Standing status(UUID payment) {
            if (away) {
                throw new PaymentProviderException("away");
            }
            asked.add(payment);
            return standing;
        }
    }
}
