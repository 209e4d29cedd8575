package dev.sluice.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Standing;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LostReportsTest {
    private static final Instant BEGUN = Instant.parse("2026-12-01T00:00:00Z");
    private static final UUID PAYMENT = new UUID(1, 1);

    private final OneDesk desk = new OneDesk();
    private final Bank bank = new Bank();
    private final MemoryCharges rows = new MemoryCharges();
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
        bank.refusal = new PaymentProviderException("away");
        at(Duration.ofMinutes(1));
        bank.refusal = null;
        bank.standing = new Standing.Declined();
        at(Duration.ofMinutes(2));
        assertThat(desk.commands).isEmpty();
        at(Duration.ofMinutes(5));
        assertThat(desk.commands).containsExactly(new Command.PaymentDeclined(PAYMENT));
    }

    /** A second charge whose report was lost is found by its own reference, and so is money that came back unasked. */
    @Test
    void whatIsNotKnownOfAPaymentThatWasReportedIsTold() throws InterruptedException {
        Charge kept = new Charge("A", 500, "EUR", ChargeStatus.KEPT, 0);
        Charge returned = new Charge("B", 500, "EUR", ChargeStatus.REFUNDED, 0);
        Charge due = new Charge("C", 500, "EUR", ChargeStatus.REFUND_DUE, 0);
        rows.begin(PAYMENT, BEGUN, kept, returned, due);
        bank.standing = new Standing.Charged(List.of(
                new Standing.Charge("A", 500, "EUR", 0, 499),
                new Standing.Charge("B", 500, "EUR", 0, 500),
                new Standing.Charge("C", 500, "EUR", 500, 0),
                new Standing.Charge("D", 500, "EUR", 0, 0)));

        at(Duration.ofMinutes(59));
        assertThat(bank.asked).isEmpty();
        at(Duration.ofHours(1));
        assertThat(desk.commands).containsExactly(new Command.PaymentSucceeded(PAYMENT, "D", 500, "EUR"));

        bank.standing = new Standing.Charged(
                List.of(new Standing.Charge("A", 500, "EUR", 0, 500), new Standing.Charge("B", 500, "EUR", 0, 500)));
        at(Duration.ofDays(1));
        assertThat(desk.commands).last().isEqualTo(new Command.RefundSettled(PAYMENT, "A", 500, "EUR"));
        assertThat(desk.commands).hasSize(2);
    }

    @Test
    void aPaymentThatWasReportedIsAskedForAtAFewAgesAndNotDeclined() throws InterruptedException {
        rows.begin(PAYMENT, BEGUN, new Charge("A", 500, "EUR", ChargeStatus.KEPT, 0));
        bank.standing = new Standing.Declined();
        for (int minute = 0; minute <= Duration.ofDays(4).toMinutes(); minute++) {
            at(Duration.ofMinutes(minute));
        }
        assertThat(bank.asked).hasSize(LostReports.AGES_OF_ALL.size());
        assertThat(LostReports.AGES).containsAll(LostReports.AGES_OF_ALL);
        assertThat(desk.commands).isEmpty();
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

    @Test
    void whatIsNotAskedSinceItsProviderIsCutOffIsAskedOnceThatIsOver() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        BreakerConfig config = new BreakerConfig(10, 3, 50, Duration.ofSeconds(5), Duration.ofSeconds(2), 1);
        PaymentProviders guarded = new PaymentProviders("", List.of(bank), new Breakers(config, nanos::get));
        LostReports later = new LostReports(rows, guarded, desk, () -> now);
        now = BEGUN.plusSeconds(60);
        bank.refusal = new PaymentProviderException("away");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> guarded.get("bank").status(PAYMENT)).isSameAs(bank.refusal);
        }
        bank.refusal = null;
        rows.begin(PAYMENT, BEGUN);

        later.round();
        assertThat(bank.asked).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        later.round();

        assertThat(bank.asked).containsExactly(PAYMENT);
        later.round();
        assertThat(bank.asked).hasSize(1);
    }

    private void at(Duration after) throws InterruptedException {
        now = BEGUN.plus(after);
        lost.round();
    }
}
