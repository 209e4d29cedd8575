package dev.sluice.format.plan;

import dev.sluice.json.FieldReader;
import dev.sluice.sale.Train;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Calls of one train, in their order: each once, each later than the one before. */
public final class TrainCalls {
    private final Set<String> seen = new HashSet<>();
    private int minute;

    /** How a stop is called. A name that is null was wrong. */
    public record Name(String name, List<String> aliases) {
        /** {@code "name"}, the id if left out, and {@code "aliases"}, none if left out. */
        public static Name read(FieldReader stop, String id) {
            String name = stop.text("name", 1, 100, id);
            return new Name(
                    name, stop.has("aliases") ? stop.texts("aliases", 0, Train.Stop.MAX_ALIASES, 100) : List.of());
        }
    }

    /** @param idField where the stop is named */
    public Train.Stop read(FieldReader call, String idField, String id, Name name, boolean first, boolean last) {
        int arrives = first && !call.has("arrives") ? -1 : Times.clock(call, "arrives");
        int departs = last && !call.has("departs") ? arrives : Times.clock(call, "departs");
        boolean boards = call.flag("boards", true);
        boolean alights = call.flag("alights", true);
        call.refuseOthers();
        arrives = first && arrives < 0 ? departs : arrives;
        if (id != null && !seen.add(id)) {
            call.errors().add(call.pointer(idField), "is a stop of this train already");
        }
        if (arrives >= 0 && arrives < minute) {
            call.errors().add(call.pointer(first ? "departs" : "arrives"), "is not before the stop before it");
        }
        if (departs >= 0 && departs < arrives) {
            call.errors().add(call.pointer("departs"), "is not before it arrives");
        }
        minute = Math.max(minute, departs);
        boolean good = id != null && name != null && name.name != null && arrives >= 0 && departs >= arrives;
        return good ? new Train.Stop(id, name.name, name.aliases, arrives, departs, boards, alights) : null;
    }
}
