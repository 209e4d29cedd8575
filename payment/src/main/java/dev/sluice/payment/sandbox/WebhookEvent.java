package dev.sluice.payment.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.sale.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * What the sandbox reports: {@code {"type": "succeeded" | "declined", "payment": …, "reference": …, "amount": …, "currency": …}}.
 *
 * @param amount in minor units
 */
record WebhookEvent(String type, UUID payment, String reference, long amount, String currency) {
    static final String SUCCEEDED = "succeeded";
    static final String DECLINED = "declined";
    private static final JsonFactory JSON = new JsonFactory();

    Command toCommand() {
        return switch (type) {
            case SUCCEEDED -> new Command.PaymentSucceeded(payment, reference, amount, currency);
            case DECLINED -> new Command.PaymentDeclined(payment);
            default -> throw BadWebhookException.senseless("unknown type " + type);
        };
    }

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("payment", payment.toString());
            json.writeStringField("reference", reference);
            json.writeNumberField("amount", amount);
            json.writeStringField("currency", currency);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an event.
     *
     * @throws BadWebhookException if it is not one
     */
    static WebhookEvent parse(byte[] body) {
        String type = null;
        String payment = null;
        String reference = null;
        long amount = -1;
        String currency = null;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw BadWebhookException.senseless("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "type" -> type = json.getValueAsString();
                    case "payment" -> payment = json.getValueAsString();
                    case "reference" -> reference = json.getValueAsString();
                    case "amount" -> amount = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
                    case "currency" -> currency = json.getValueAsString();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw BadWebhookException.senseless("not JSON");
        }
        if (type == null || payment == null || reference == null || currency == null || amount < 0) {
            throw BadWebhookException.senseless("a field is missing");
        }
        try {
            return new WebhookEvent(type, UUID.fromString(payment), reference, amount, currency);
        } catch (IllegalArgumentException e) {
            throw BadWebhookException.senseless("not a payment's id: " + payment);
        }
    }
}
