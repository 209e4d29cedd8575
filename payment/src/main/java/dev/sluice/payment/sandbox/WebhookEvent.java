package dev.sluice.payment.sandbox;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.Webhook;
import java.util.Map;
import java.util.UUID;

/**
 * What the sandbox reports: {@code {"type": "succeeded" | "declined" | "refunded", "payment": …, "reference": …, "amount": …,
 * "currency": …}}; and {@code "refunded_in_part"}, which has {@code "returned"}, too: how much of the amount is back by now. Like other providers it can also try whether the shop listens: {@code {"type": "test"}}.
 *
 * @param reference the charge's
 * @param amount in minor units
 */
record WebhookEvent(String type, UUID payment, String reference, long amount, String currency, long returned) {
    static final String SUCCEEDED = "succeeded";
    static final String DECLINED = "declined";
    static final String REFUNDED = "refunded";
    static final String REFUNDED_IN_PART = "refunded_in_part";
    static final String TEST = "test";

    static WebhookEvent of(String type, SandboxCharge charge) {
        return new WebhookEvent(
                type, charge.payment(), charge.reference(), charge.amount(), charge.currency(), charge.returned());
    }

    byte[] toJson() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("payment", payment.toString());
            json.writeStringField("reference", reference);
            json.writeNumberField("amount", amount);
            json.writeStringField("currency", currency);
            if (type.equals(REFUNDED_IN_PART)) {
                json.writeNumberField("returned", returned);
            }
            json.writeEndObject();
        });
    }

    /**
     * Reads an event.
     *
     * @throws BadWebhookException if it is not one
     */
    static Webhook read(byte[] body) {
        Map<String, Object> event;
        try {
            event = JsonTree.object(body);
        } catch (InvalidFieldsException e) {
            throw BadWebhookException.senseless("not a JSON object");
        }
        String type = text(event, "type");
        if (TEST.equals(type)) {
            return new Webhook.Unrelated(type);
        }
        return new WebhookEvent(
                        type,
                        id(text(event, "payment")),
                        text(event, "reference"),
                        number(event, "amount"),
                        text(event, "currency"),
                        type.equals(REFUNDED_IN_PART) ? number(event, "returned") : 0)
                .toWebhook();
    }

    private static String text(Map<String, Object> event, String name) {
        if (event.get(name) instanceof String text) {
            return text;
        }
        throw BadWebhookException.senseless("no " + name);
    }

    private static long number(Map<String, Object> event, String name) {
        return switch (event.get(name)) {
            case Integer number -> number;
            case Long number -> number;
            case null, default -> throw BadWebhookException.senseless("no " + name);
        };
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw BadWebhookException.senseless("not a payment's id");
        }
    }

    private Webhook toWebhook() {
        return switch (type) {
            case SUCCEEDED -> new Webhook.Paid(payment, reference, amount, currency);
            case DECLINED -> new Webhook.Declined(payment);
            case REFUNDED -> new Webhook.Refunded(payment, reference, amount, currency);
            case REFUNDED_IN_PART -> new Webhook.RefundedInPart(payment, reference, amount, currency, returned);
            default -> throw BadWebhookException.senseless("an unknown type");
        };
    }
}
