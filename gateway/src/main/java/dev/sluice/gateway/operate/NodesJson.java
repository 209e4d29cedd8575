package dev.sluice.gateway.operate;

import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.Map;

/** How the processes that share a ledger are written down. */
final class NodesJson {
    private NodesJson() {}

    static void write(JsonWriter json, Operations.Cluster cluster) throws IOException {
        json.writeStartObject();
        json.writeNumberField("self", cluster.self());
        json.writeStringField("redis", cluster.redis());
        json.writeNumberField("unowned", cluster.unowned());
        json.writeArrayFieldStart("warnings");
        for (String warning : cluster.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("nodes");
        for (Operations.Node node : cluster.nodes()) {
            json.writeStartObject();
            json.writeNumberField("number", node.number());
            json.writeStringField("name", node.name());
            json.writeArrayFieldStart("roles");
            for (String role : node.roles()) {
                json.writeString(role);
            }
            json.writeEndArray();
            json.writeStringField("address", node.address());
            json.writeStringField("release", node.release());
            json.writeNumberField("silentMillis", node.silentMillis());
            json.writeNumberField("sales", node.sales());
            json.writeNumberField("load", node.load());
            if (node.answers()) {
                json.writeNumberField("queued", node.queued());
                json.writeNumberField("longest", node.longest());
                json.writeNumberField("lagMillis", node.lagMillis());
                json.writeArrayFieldStart("cutOff");
                for (String name : node.cutOff()) {
                    json.writeString(name);
                }
                json.writeEndArray();
                guards(json, node.guards());
                outbox(json, node.outbox());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void guards(JsonWriter json, Map<String, Long> guards) throws IOException {
        json.writeObjectFieldStart("guards");
        for (Map.Entry<String, Long> guard : guards.entrySet()) {
            json.writeNumberField(guard.getKey(), guard.getValue());
        }
        json.writeEndObject();
    }

    private static void outbox(JsonWriter json, Operations.Outbox outbox) throws IOException {
        if (outbox != null) {
            json.writeObjectFieldStart("outbox");
            json.writeNumberField("waiting", outbox.waiting());
            json.writeNumberField("failed", outbox.failed());
            json.writeNumberField("oldestSeconds", outbox.oldestSeconds());
            json.writeEndObject();
        }
    }
}
