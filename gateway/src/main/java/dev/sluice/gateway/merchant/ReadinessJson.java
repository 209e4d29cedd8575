package dev.sluice.gateway.merchant;

import dev.sluice.gateway.document.SaleJson;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/** What a look at a sale found, as JSON. */
final class ReadinessJson {
    private static final int DECIMALS = 2;
    private static final double HUNDREDTHS = 100;

    private ReadinessJson() {}

    static Buffer toBuffer(Readiness readiness) {
        return Buffer.buffer(Json.bytes(json -> write(json, readiness)));
    }

    private static void write(JsonWriter json, Readiness readiness) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("opens", readiness.opens());
        json.writeArrayFieldStart("errors");
        for (Map.Entry<String, String> error : readiness.errors().entrySet()) {
            json.writeStartObject();
            json.writeStringField("pointer", error.getKey());
            json.writeStringField("detail", error.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (Warning warning : readiness.warnings()) {
            write(json, warning);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("fixed");
        for (String pointer : readiness.fixed()) {
            json.writeString(pointer);
        }
        json.writeEndArray();
        if (readiness.plan() != null) {
            plan(json, readiness.crowd(), readiness.plan());
        }
        if (readiness.descriptionHtml() != null) {
            json.writeStringField("descriptionHtml", readiness.descriptionHtml());
        }
        if (readiness.shown() != null) {
            json.writeFieldName("sale");
            SaleJson.write(json, readiness.shown());
        }
        json.writeEndObject();
    }

    private static void write(JsonWriter json, Warning warning) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", warning.code());
        json.writeStringField("pointer", warning.pointer());
        json.writeStringField("detail", warning.detail());
        if (!warning.values().isEmpty()) {
            json.writeObjectFieldStart("values");
            for (Map.Entry<String, Long> value : warning.values().entrySet()) {
                json.writeNumberField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void plan(JsonWriter json, Sizing.Crowd crowd, Sizing.Plan plan) throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeNumberField("crowd", crowd.people());
        json.writeNumberField("within", crowd.seconds());
        json.writeNumberField("units", crowd.units());
        decimal(json, "requestsPerSecond", plan.requestsPerSecond());
        decimal(json, "soldOutSeconds", plan.soldOutSeconds());
        json.writeBooleanField("scarce", plan.scarce());
        decimal(json, "lastAnswerSeconds", plan.lastAnswerSeconds());
        json.writeBooleanField("oneProcess", plan.oneProcess());
        json.writeArrayFieldStart("machines");
        for (Sizing.Machines machines : plan.machines()) {
            json.writeStartObject();
            json.writeStringField("what", machines.what());
            json.writeNumberField("nodes", machines.nodes());
            json.writeNumberField("cores", machines.cores());
            json.writeNumberField("memoryGb", machines.memoryGb());
            json.writeNumberField("megabits", machines.megabits());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("running");
        json.writeNumberField("gateways", plan.running().gateways());
        json.writeNumberField("cores", plan.running().cores());
        json.writeNumberField("connections", plan.running().connections());
        json.writeEndObject();
        json.writeBooleanField("carried", plan.carried());
        json.writeEndObject();
    }

    private static void decimal(JsonWriter json, String name, double value) throws IOException {
        json.writeDecimalField(name, Math.round(value * HUNDREDTHS), DECIMALS);
    }
}
