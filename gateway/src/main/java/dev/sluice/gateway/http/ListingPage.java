package dev.sluice.gateway.http;

import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/**
 * A page of a listing.
 *
 * @param more whether others follow
 */
public record ListingPage<T>(List<T> elements, boolean more) {
    /** The first {@code limit} of what was found, of which one more was asked for. */
    public static <T> ListingPage<T> of(List<T> found, int limit) {
        return found.size() > limit
                ? new ListingPage<>(found.subList(0, limit), true)
                : new ListingPage<>(found, false);
    }

    /** Writes {@code "nextCursor"}, where there is one: the number of the last, before which the next page begins. */
    public void writeNext(JsonWriter json, Numbering<T> numbering) throws IOException {
        if (more) {
            json.writeStringField("nextCursor", Long.toString(numbering.of(elements.getLast())));
        }
    }

    /** What a listing is in the order of, the highest first. */
    public interface Numbering<T> {
        long of(T element);
    }
}
