package dev.sluice.payment.sandbox;

import dev.sluice.json.Json;

/** A charge as the sandbox's page wants it. */
final class SandboxChargeJson {
    private SandboxChargeJson() {}

    static byte[] toBytes(SandboxCharge charge) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("payment", charge.payment().toString());
            json.writeStringField("status", charge.status().name());
            Json.money(json, "amount", charge.amount(), charge.currency());
            json.writeStringField("description", charge.description());
            json.writeStringField("returnUrl", charge.returnUrl().toString());
            if (charge.payUntil() != null) {
                Json.time(json, "payUntil", charge.payUntil().toEpochMilli());
            }
            json.writeEndObject();
        });
    }
}
