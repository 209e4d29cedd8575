package dev.sluice.engine.writer;

import dev.sluice.engine.port.Envelope;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Requests that came {@link Envelope#again} and were refused. A refusal leaves nothing in the ledger, so the request would be decided anew each time somebody
 * asks what became of it, and could become a hold behind the back of whoever was told that it came to nothing. Bounded: the oldest are
 * forgotten first. Used by the writer's thread.
 */
final class ToldRefusals {
    static final int MAX_TOLD = 250_000;

    private final Map<UUID, Rejection> told = new LinkedHashMap<>();
    /** What was decided and is not told yet. */
    private final Map<UUID, Rejection> underWay = new HashMap<>();

    /** Why a request that comes again was refused before; null if it was not. */
    Rejection find(Envelope envelope) {
        if (!envelope.again()) {
            return null;
        }
        UUID id = request(envelope);
        Rejection found = told.get(id);
        return found == null ? underWay.get(id) : found;
    }

    void decided(Envelope envelope, Outcome outcome) {
        if (isKept(envelope, outcome)) {
            underWay.put(request(envelope), ((Outcome.Refused) outcome).reason());
        }
    }

    /** It is told from now on. */
    void released(Envelope envelope, Outcome outcome) {
        if (!isKept(envelope, outcome)) {
            return;
        }
        UUID id = request(envelope);
        underWay.remove(id);
        if (told.size() >= MAX_TOLD) {
            told.remove(told.keySet().iterator().next());
        }
        told.putIfAbsent(id, ((Outcome.Refused) outcome).reason());
    }

    /** What was decided is to be decided again, and nobody was told. */
    void giveBack() {
        underWay.clear();
    }

    /** None of them can become anything else any more. */
    void clear() {
        told.clear();
        underWay.clear();
    }

    /** All that a buyer asks about their entry for a draw has one id. */
    private static UUID request(Envelope envelope) {
        return envelope.command() instanceof Command.Enter enter
                ? enter.blind()
                : envelope.command().id();
    }

    private static boolean isKept(Envelope envelope, Outcome outcome) {
        return envelope.again() && outcome instanceof Outcome.Refused refused && isKept(refused.reason());
    }

    /** What was not decided may yet be; and a key that was used before is by what the ledger has. */
    private static boolean isKept(Rejection reason) {
        return reason.isDecided() && reason != Rejection.IDEMPOTENCY_KEY_REUSED;
    }
}
