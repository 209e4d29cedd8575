package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Units;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Who has which seats of a sale, as JSON: by their names, as a change of them names them. */
final class SeatsJson {
    private SeatsJson() {}

    static Buffer toBuffer(SaleTerms terms, Reports.Standing standing) {
        KindFormat kind = Kinds.of(terms);
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sale", terms.id());
            write(json, "withheld", kind, terms, standing.withheld());
            write(json, "held", kind, terms, standing.held());
            write(json, "sold", kind, terms, standing.sold());
            kind.singleUnits().writeMoved(json, terms);
            json.writeEndObject();
        }));
    }

    private static void write(JsonWriter json, String field, KindFormat kind, SaleTerms terms, Units seats)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (int i = 0; i < seats.size(); i++) {
            json.writeString(kind.name(terms, seats.get(i)));
        }
        json.writeEndArray();
    }
}
