package dev.sluice.gateway;

import dev.sluice.format.kind.SeatBoardJson;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatedTerms;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which seats of a sale are free, as all who look on see it. It changes at most once a second and is the same for everybody, so
 * that a cache in front carries a crowd; each answer is written once. A version names what is free by its content, so that a
 * restart, or another process, confuses nobody. Any thread may use it.
 */
final class SeatBoard {
    private static final long MIN_MILLIS = 1_000;
    /** As many versions are remembered; whoever knows an older one gets everything. */
    private static final int MAX_VERSIONS = 60;

    record Answer(Buffer body, String etag) {}

    private record Version(String name, SeatedTerms terms, SeatAvailability seats, Answer whole) {}

    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, Answer> changesSince = new HashMap<>();
    private Version current;
    private long publishedAtMillis;

    /** @param since a version that is known already; if it is not known here, the answer is whole */
    synchronized Answer answer(
            SeatedTerms seated, SeatAvailability seats, SaleTerms terms, String since, long nowMillis) {
        boolean another = current == null || current.seats != seats || current.terms != seated;
        boolean due = nowMillis - publishedAtMillis >= MIN_MILLIS || nowMillis < publishedAtMillis;
        if (current == null || (another && due)) {
            publish(seated, seats, terms, nowMillis);
        }
        Version known = versions.get(since);
        return known == null || !known.terms.hasSameTiers(current.terms)
                ? current.whole
                : changesSince.computeIfAbsent(since, _ -> changes(known));
    }

    private void publish(SeatedTerms seated, SeatAvailability seats, SaleTerms terms, long nowMillis) {
        String name = SeatBoardJson.version(seated, seats);
        Buffer body = Buffer.buffer(SeatBoardJson.whole(name, terms, seated, seats));
        current = new Version(name, seated, seats, new Answer(body, "\"" + name + "\""));
        publishedAtMillis = nowMillis;
        versions.remove(name);
        versions.put(name, current);
        if (versions.size() > MAX_VERSIONS) {
            versions.remove(versions.keySet().iterator().next());
        }
        changesSince.clear();
    }

    private Answer changes(Version known) {
        Buffer body = Buffer.buffer(SeatBoardJson.changes(current.name, known.seats, current.seats));
        return new Answer(body, "\"" + known.name + "-" + current.name + "\"");
    }
}
