package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.Webhook;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaymentRouteTest {
    private static final String WEBHOOK = "/v1/payments/bank/webhook";

    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;
    private final UUID id = gateway.reservation("ann", "k");
    private final UUID payment = ReservationIds.payment(id, 1, 0);
    private final String path = "/v1/reservations/" + id + "/payment";

    @AfterEach
    void close() {
        gateway.close();
    }

    private PaymentState state(PaymentStatus status) {
        return new PaymentState(payment, id, 1, FakeProvider.NAME, 100, "EUR", status, List.of(), 1_000);
    }

    private void opens(PaymentStatus status, boolean created) {
        sale.decides(command -> new Outcome.PaymentOpened(id, state(status), created, 5_000));
    }

    @Test
    void whoPaysIsSentToTheProvider() {
        opens(PaymentStatus.PENDING, true);
        Answer answer = gateway.post("ann", path, "{}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/payments/" + payment);
        assertThat(answer.json().getString("redirectUrl")).isEqualTo("https://bank.example/pay");
        Command.OpenPayment opening = (Command.OpenPayment) sale.next().command();
        assertThat(opening)
                .isEqualTo(new Command.OpenPayment(id, gateway.buyer("ann"), FakeProvider.NAME, opening.chance()));
        assertThat(gateway.provider.begun).singleElement().satisfies(request -> {
            assertThat(request.payment()).isEqualTo(payment);
            assertThat(request.amount()).isEqualTo(100);
            assertThat(request.payUntil()).hasToString("1970-01-01T00:00:05Z");
            assertThat(request.returnUrl()).hasToString("https://shop.example/reservations/" + id);
        });
    }

    @Test
    void noRequestHasTheChanceOfAnother() {
        opens(PaymentStatus.PENDING, true);
        Set<Long> chances = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            gateway.post("ann", path, "{}");
            chances.add(((Command.OpenPayment) sale.next().command()).chance());
        }
        assertThat(chances).hasSize(10);
    }

    @Test
    void aPaymentThatWasBegunIsTheSameAgain() {
        opens(PaymentStatus.PENDING, false);
        assertThat(gateway.post("ann", path, "{\"provider\": \"bank\"}").status())
                .isEqualTo(200);
    }

    @Test
    void whatIsPaidIsNotAskedOfTheProviderAgain() {
        opens(PaymentStatus.PAID, false);
        Answer answer = gateway.post("ann", path, "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().containsKey("redirectUrl")).isFalse();
        assertThat(gateway.provider.begun).isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsBusyAndOneThatIsUnknownIsAnError() {
        opens(PaymentStatus.PENDING, true);
        gateway.provider.away = true;
        assertThat(gateway.post("ann", path, "{}").status()).isEqualTo(503);
        sale.next();
        Answer unknown = gateway.post("ann", path, "{\"provider\": \"none\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().encode()).contains("/provider");
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whatCannotBePaidIsRefused() {
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.HOLD_EXPIRED));
        assertThat(gateway.post("ann", path, "{}").reason()).isEqualTo("HOLD_EXPIRED");
        assertThat(gateway.provider.begun).isEmpty();
    }

    @Test
    void aPaymentIsForItsBuyerOnly() {
        sale.decides(_ -> new Outcome.PaymentFound(state(PaymentStatus.PENDING), gateway.buyer("ann")));
        assertThat(gateway.get("ann", "/v1/payments/" + payment).json().getString("status"))
                .isEqualTo("PENDING");
        assertThat(gateway.get("bob", "/v1/payments/" + payment).status()).isEqualTo(404);
    }

    @Test
    void whatAProviderReportsIsDecidedBeforeItIsAnswered() {
        gateway.provider.webhook = () -> new Webhook.Paid(payment, "charge", 100, "EUR");
        sale.decides(_ -> new Outcome.PaymentFound(state(PaymentStatus.PAID), gateway.buyer("ann")));
        assertThat(gateway.post(null, WEBHOOK, "{}").json().getString("status")).isEqualTo("PAID");
        assertThat(sale.next().command()).isEqualTo(new Command.PaymentSucceeded(payment, "charge", 100, "EUR"));
        gateway.provider.acknowledgement = new PaymentProvider.Acknowledgement("application/json", "{\"ok\": true}");
        assertThat(gateway.post(null, WEBHOOK, "{}").json().getBoolean("ok")).isTrue();
    }

    /** Neither where the sale knows no such payment nor where there is no such sale. */
    @Test
    void moneyForAPaymentThatNobodyKnowsIsKeptBeforeItIsAcknowledged() {
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        for (UUID unknown : List.of(payment, UUID.fromString("fffffc00-0000-8000-8000-000000000000"))) {
            gateway.charges.kept.clear();
            gateway.provider.webhook = () -> new Webhook.Paid(unknown, "charge", 100, "EUR");

            Answer answer = gateway.post(null, WEBHOOK, "{}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getString("status")).isEqualTo("REFUND_DUE");
            assertThat(gateway.charges.kept).singleElement().satisfies(charge -> {
                assertThat(charge.reference()).isEqualTo("charge");
                assertThat(charge.amount()).isEqualTo(100);
            });
            gateway.provider.webhook = () -> new Webhook.Declined(unknown);
            assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(204);
            gateway.provider.webhook = () -> new Webhook.Refunded(unknown, "charge", 100, "EUR");
            assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(204);
            assertThat(gateway.charges.returned).contains("charge");
        }
    }

    @Test
    void whereTheLedgerKnowsAPaymentThatThisServerDoesNotItIsReportedAgain() {
        gateway.charges.paymentIsKnown = true;
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        gateway.provider.webhook = () -> new Webhook.Paid(payment, "charge", 100, "EUR");
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(503);
        gateway.ledger.open = false;
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(503);
    }

    @Test
    void aReportThatCannotBeDecidedNowComesAgain() {
        gateway.provider.webhook = () -> new Webhook.Declined(payment);
        sale.takes(Intake.UNAVAILABLE);
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(503);
    }

    @Test
    void whatIsNoPaymentOfOursIsTakenAndLeftAlone() {
        gateway.provider.webhook = () -> new Webhook.Unrelated("payout");
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(204);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void webhooksThatAreForgedOrMakeNoSenseAreRefused() {
        gateway.provider.webhook = () -> {
            throw BadWebhookException.unsigned("no signature");
        };
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(401);
        gateway.provider.webhook = () -> {
            throw BadWebhookException.senseless("no amount");
        };
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(400);
        assertThat(gateway.post(null, "/v1/payments/none/webhook", "{}").status())
                .isEqualTo(404);
        assertThat(sale.wasAsked()).isFalse();
    }

    /** A sale that was made a moment ago may not be known here yet: the provider tells again, and no money goes back. */
    @Test
    void moneyForASaleThatIsNotKnownYetIsReportedAgain() {
        UUID elsewhere = UUID.fromString("fffffc00-0000-8000-8000-000000000000");
        gateway.ledger.complete = false;
        gateway.provider.webhook = () -> new Webhook.Paid(elsewhere, "charge", 100, "EUR");
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(503);
        gateway.provider.webhook = () -> new Webhook.Refunded(elsewhere, "charge", 100, "EUR");
        assertThat(gateway.post(null, WEBHOOK, "{}").status()).isEqualTo(503);
        assertThat(gateway.charges.kept).isEmpty();
        assertThat(gateway.charges.returned).isEmpty();
    }
}
