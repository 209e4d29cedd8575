package dev.sluice.bench;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Commands and outcomes as JSON, as somebody would send them who thinks of nothing: what the wire format is compared with. */
final class JsonFrames {
    private JsonFrames() {}

    static byte[] purchases(List<Envelope> envelopes) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("commands");
            for (Envelope envelope : envelopes) {
                Command.Reserve c = (Command.Reserve) envelope.command();
                json.writeStartObject();
                json.writeNumberField("replyTo", envelope.replyTo().value());
                json.writeNumberField("request", envelope.request());
                json.writeStringField("id", c.id().toString());
                json.writeStringField("buyer", c.buyer().toString());
                json.writeStringField("user", c.user());
                json.writeNumberField("tier", c.tier());
                json.writeNumberField("quantity", c.quantity());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static List<Envelope> readPurchases(byte[] frame) {
        List<Envelope> envelopes = new ArrayList<>();
        for (Object element : (List<?>) JsonTree.object(frame).get("commands")) {
            Map<String, Object> fields = JsonTree.cast((Map<?, ?>) element);
            Command.Reserve c = new Command.Reserve(
                    UUID.fromString((String) fields.get("id")),
                    UUID.fromString((String) fields.get("buyer")),
                    (String) fields.get("user"),
                    number(fields, "tier").intValue(),
                    number(fields, "quantity").intValue());
            ReplyAddress replyTo = new ReplyAddress(number(fields, "replyTo").longValue());
            envelopes.add(new Envelope(replyTo, number(fields, "request").longValue(), c, 0));
        }
        return envelopes;
    }

    static byte[] refusals(List<Reply> replies) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("outcomes");
            for (Reply reply : replies) {
                Outcome.Refused o = (Outcome.Refused) reply.outcome();
                json.writeStartObject();
                json.writeNumberField("to", reply.to().value());
                json.writeNumberField("request", reply.request());
                json.writeStringField("id", o.id().toString());
                json.writeStringField("reason", o.reason().name());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static List<Reply> readRefusals(byte[] frame) {
        List<Reply> replies = new ArrayList<>();
        for (Object element : (List<?>) JsonTree.object(frame).get("outcomes")) {
            Map<String, Object> fields = JsonTree.cast((Map<?, ?>) element);
            Outcome.Refused o = new Outcome.Refused(
                    UUID.fromString((String) fields.get("id")), Rejection.valueOf((String) fields.get("reason")));
            ReplyAddress to = new ReplyAddress(number(fields, "to").longValue());
            replies.add(new Reply(to, number(fields, "request").longValue(), o, false));
        }
        return replies;
    }

    private static Number number(Map<String, Object> fields, String name) {
        return (Number) fields.get(name);
    }
}
