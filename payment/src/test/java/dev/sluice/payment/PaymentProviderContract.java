package dev.sluice.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every provider's adapter keeps. Its webhooks come over real HTTP, whoever sends them: the provider's own test system, or one
 * that plays it.
 */
public abstract class PaymentProviderContract {
    private static final long AMOUNT = 400_000;
    private static final String CURRENCY = "CNY";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    protected final WebhookEndpoint endpoint = new WebhookEndpoint();
    private final UUID payment = UUID.randomUUID();

    /** The adapter, whose webhooks go to {@link #endpoint}. The same at each call. */
    protected abstract PaymentProvider provider();

    /** A buyer pays what was asked. */
    protected abstract void pay(UUID payment);

    /** A buyer does not pay, and never will. */
    protected abstract void decline(UUID payment);

    /** Money is taken again for a payment that was paid, as where a buyer pays on two devices. */
    protected abstract void payAgain(UUID payment);

    /** A webhook that is signed and about no payment, sent to the endpoint. */
    protected abstract void sendUnrelated();

    /** The adapter, where its provider cannot be reached. */
    protected abstract PaymentProvider unreachable();

    /** Whether refunds are done when they are ordered. */
    protected abstract boolean refundsAtOnce();

    @AfterEach
    final void closeEndpoint() {
        endpoint.close();
    }

    @Test
    final void aPaymentThatWasBegunTellsTheBuyerHowToGoOn() {
        switch (provider().begin(request(payment))) {
            case Checkout.Redirect redirect -> {
                assertThat(redirect.url()).isNotNull();
                assertThat(redirect.reference()).isNotBlank();
            }
            case Checkout.InPage inPage -> {
                assertThat(inPage.data()).isNotEmpty();
                assertThat(inPage.reference()).isNotBlank();
            }
        }
        assertThat(provider().status(payment)).isInstanceOf(Standing.Pending.class);
    }

    @Test
    final void beginningAgainIsTheSamePayment() {
        Checkout first = provider().begin(request(payment));

        assertThat(provider().begin(request(payment)).reference()).isEqualTo(first.reference());
        pay(payment);
        assertThat(charges(payment)).hasSize(1);
    }

    @Test
    final void nobodyHasHeardOfAPaymentThatWasNeverBegun() {
        assertThat(provider().status(payment)).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    final void aPaymentIsReportedWithItsChargeAndWhatWasTaken() {
        Webhook.Paid paid = paid(payment);

        assertThat(paid.amount()).isEqualTo(AMOUNT);
        assertThat(paid.currency()).isEqualTo(CURRENCY);
        assertThat(charges(payment)).containsExactly(new Standing.Charge(paid.reference(), AMOUNT, CURRENCY, 0, 0));
    }

    @Test
    final void aSecondChargeOfAPaymentIsOneOfItsOwnAndGoesBackAlone() {
        Webhook.Paid first = paid(payment);
        payAgain(payment);
        await("the second charge", () -> references(payment).size() == 2);
        Webhook.Paid second = charged(payment, first.reference());

        assertThat(charges(payment)).containsExactlyInAnyOrder(charge(first, 0), charge(second, 0));
        RefundOrder order = new RefundOrder(
                "refund-" + payment + "-2", payment, second.reference(), second.amount(), second.currency());
        Refund refund = provider().refund(order);
        await("the refund", () -> charged(payment).hasReturned(order));

        assertThat(charges(payment)).containsExactlyInAnyOrder(charge(first, 0), charge(second, second.amount()));
        assertThat(provider().refund(order).reference()).isEqualTo(refund.reference());
        assertThat(charges(payment)).containsExactlyInAnyOrder(charge(first, 0), charge(second, second.amount()));
    }

    @Test
    final void aDeclineIsReportedAndNothingIsTaken() {
        provider().begin(request(payment));
        decline(payment);

        await("the decline", () -> reports(payment).stream().anyMatch(Webhook.Declined.class::isInstance));
        assertThat(provider().status(payment)).isInstanceOf(Standing.Declined.class);
    }

    @Test
    final void whatIsNotTakenIsSentAgain() {
        endpoint.refuse(1);

        paid(payment);

        await("another delivery", () -> endpoint.deliveries().size() > 1);
    }

    @Test
    final void aWebhookThatWasChangedOnItsWayIsNotBelieved() {
        paid(payment);
        WebhookEndpoint.Delivery sent = endpoint.deliveries().getFirst();
        byte[] changed = sent.body().clone();
        changed[changed.length / 2] ^= 1;

        for (WebhookEndpoint.Delivery forged :
                List.of(sent.with(changed), sent.with(new byte[0]), sent.withoutHeaders())) {
            assertThatExceptionOfType(BadWebhookException.class)
                    .isThrownBy(() -> read(forged))
                    .matches(bad -> !bad.isSigned(), "counts as unsigned");
        }
    }

    @Test
    final void whatIsAboutNoPaymentIsTakenAndLeftAlone() {
        sendUnrelated();

        await("the webhook", () -> !endpoint.deliveries().isEmpty());
        assertThat(read(endpoint.deliveries().getFirst())).isInstanceOf(Webhook.Unrelated.class);
    }

    @Test
    final void aRefundIsDoneOrIsAcceptedAndReportedWhenItIsDone() {
        RefundOrder order = order(paid(payment));

        Refund refund = provider().refund(order);

        assertThat(refund.reference()).isNotBlank();
        if (refundsAtOnce()) {
            assertThat(refund).isInstanceOf(Refund.Done.class);
        } else {
            assertThat(refund).isInstanceOf(Refund.Accepted.class);
            assertThat(charged(payment).isReturning(order)).isTrue();
            await("the report", () -> reports(payment).stream().anyMatch(Webhook.Refunded.class::isInstance));
            assertThat(reports(payment)).contains(new Webhook.Refunded(payment, order.reference(), AMOUNT, CURRENCY));
        }
        assertThat(charged(payment).hasReturned(order)).isTrue();
        assertThat(charges(payment))
                .containsExactly(new Standing.Charge(order.reference(), AMOUNT, CURRENCY, 0, AMOUNT));
    }

    @Test
    final void aRefundThatIsOrderedAgainReturnsNothingMore() {
        RefundOrder order = order(paid(payment));
        Refund first = provider().refund(order);

        assertThat(provider().refund(order).reference()).isEqualTo(first.reference());
        await("the refund", () -> charged(payment).hasReturned(order));
        assertThat(provider().refund(order)).isInstanceOf(Refund.Done.class);
        assertThat(charges(payment))
                .containsExactly(new Standing.Charge(order.reference(), AMOUNT, CURRENCY, 0, AMOUNT));
    }

    @Test
    final void partsOfAChargeGoBackOneAfterTheOtherEachOnce() {
        Webhook.Paid paid = paid(payment);
        long first = AMOUNT / 3;
        for (RefundOrder order : List.of(
                new RefundOrder("part-1-" + payment, payment, paid.reference(), first, CURRENCY),
                new RefundOrder("part-2-" + payment, payment, paid.reference(), first, CURRENCY, first),
                new RefundOrder(
                        "part-3-" + payment, payment, paid.reference(), AMOUNT - 2 * first, CURRENCY, 2 * first))) {
            Refund refund = provider().refund(order);
            assertThat(charged(payment).isReturning(order)).isTrue();
            assertThat(provider().refund(order).reference()).isEqualTo(refund.reference());
            await("the refund", () -> charged(payment).hasReturned(order));
            assertThat(provider().refund(order)).isInstanceOf(Refund.Done.class);
            assertThat(charges(payment))
                    .containsExactly(new Standing.Charge(paid.reference(), AMOUNT, CURRENCY, 0, order.total()));
            if (!refundsAtOnce()) {
                await(
                        "the report",
                        () -> reports(payment)
                                .contains(new Webhook.RefundedInPart(
                                        payment, paid.reference(), AMOUNT, CURRENCY, order.total())));
            }
        }
        RefundOrder more = new RefundOrder("part-4-" + payment, payment, paid.reference(), 1, CURRENCY, AMOUNT);
        assertThatExceptionOfType(PaymentProviderException.class)
                .isThrownBy(() -> provider().refund(more))
                .matches(PaymentProviderException::isForGood, "is refused for good");
    }

    @Test
    final void moneyThatWasNeverTakenIsNotReturned() {
        provider().begin(request(payment));
        RefundOrder order = new RefundOrder("refund-" + payment, payment, "none", AMOUNT, CURRENCY);

        assertThatExceptionOfType(PaymentProviderException.class)
                .isThrownBy(() -> provider().refund(order))
                .matches(PaymentProviderException::isForGood, "is refused for good");
        decline(payment);
        assertThatExceptionOfType(PaymentProviderException.class)
                .isThrownBy(() -> provider().refund(order))
                .matches(PaymentProviderException::isForGood, "is refused for good");
    }

    @Test
    final void aProviderThatCannotBeReachedIsNoDefect() {
        PaymentProvider away = unreachable();
        RefundOrder order = new RefundOrder("refund-" + payment, payment, "none", AMOUNT, CURRENCY);

        assertThatExceptionOfType(PaymentProviderException.class).isThrownBy(() -> away.begin(request(payment)));
        assertThatExceptionOfType(PaymentProviderException.class)
                .isThrownBy(() -> away.refund(order))
                .matches(refused -> !refused.isForGood(), "may succeed later");
        assertThatExceptionOfType(PaymentProviderException.class).isThrownBy(() -> away.status(payment));
    }

    private static PaymentRequest request(UUID payment) {
        return new PaymentRequest(
                payment,
                AMOUNT,
                CURRENCY,
                "Two places at the concert",
                URI.create("https://shop.example/reservations/1"),
                Instant.now().plusSeconds(900));
    }

    private static RefundOrder order(Webhook.Paid paid) {
        return new RefundOrder(
                "refund-" + paid.payment(), paid.payment(), paid.reference(), paid.amount(), paid.currency());
    }

    private Webhook.Paid paid(UUID id) {
        provider().begin(request(id));
        pay(id);
        await("the payment", () -> reports(id).stream().anyMatch(Webhook.Paid.class::isInstance));
        return reports(id).stream()
                .filter(Webhook.Paid.class::isInstance)
                .map(Webhook.Paid.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Of what was reported as taken, each once. */
    private Set<String> references(UUID id) {
        return reports(id).stream()
                .filter(Webhook.Paid.class::isInstance)
                .map(report -> ((Webhook.Paid) report).reference())
                .collect(Collectors.toSet());
    }

    /** The report of a charge that is not this one. */
    private Webhook.Paid charged(UUID id, String notThis) {
        return reports(id).stream()
                .filter(Webhook.Paid.class::isInstance)
                .map(Webhook.Paid.class::cast)
                .filter(paid -> !paid.reference().equals(notThis))
                .findFirst()
                .orElseThrow();
    }

    private static Standing.Charge charge(Webhook.Paid paid, long refunded) {
        return new Standing.Charge(paid.reference(), paid.amount(), paid.currency(), 0, refunded);
    }

    /** What came about this payment so far. */
    private List<Webhook.Report> reports(UUID id) {
        return endpoint.deliveries().stream()
                .map(this::read)
                .filter(Webhook.Report.class::isInstance)
                .map(Webhook.Report.class::cast)
                .filter(report -> report.payment().equals(id))
                .toList();
    }

    private Webhook read(WebhookEndpoint.Delivery delivery) {
        return provider().read(delivery.header(), delivery.body());
    }

    private Standing.Charged charged(UUID id) {
        assertThat(provider().status(id)).isInstanceOf(Standing.Charged.class);
        return (Standing.Charged) provider().status(id);
    }

    private List<Standing.Charge> charges(UUID id) {
        return charged(id).charges();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError(what + " did not come within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
