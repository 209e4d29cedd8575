package dev.sluice.gateway.http;

import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How a listing of what is numbered is answered, a page at a time and the highest number first: {@code {"<name>": […], "nextCursor": "…"}}. The query says
 * from where and how many.
 */
public record NumberedListing<T>(String name, Element<T> element, ListingPage.Numbering<T> numbering) {
    /** Writes one as JSON. */
    public interface Element<T> {
        void write(JsonWriter json, T element) throws IOException;
    }

    /** Where they come from. May block. */
    public interface Source<T> {
        /** The highest that are lower than {@code number}. */
        List<T> before(long number, int limit) throws Exception;
    }

    /** Where it may block. */
    public interface Lane<T> {
        Future<List<T>> call(Callable<List<T>> work);
    }

    /** Reads one more than the page has: where it is there, others follow. */
    public void answer(RoutingContext context, Lane<T> lane, Source<T> source) {
        long before = Queries.before(context);
        int limit = Requests.limit(context);
        answer(context, limit, lane.call(() -> source.before(before, limit + 1)));
    }

    /** Answers with all of them. */
    public void answerAll(RoutingContext context, Future<List<T>> all) {
        answer(context, Integer.MAX_VALUE, all);
    }

    private void answer(RoutingContext context, int limit, Future<List<T>> reading) {
        reading.onSuccess(found ->
                        Failures.guard(context, () -> Answers.json(context.response(), 200, page(found, limit))))
                .onFailure(context::fail);
    }

    private Buffer page(List<T> found, int limit) {
        ListingPage<T> page = ListingPage.of(found, limit);
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(name);
            for (T one : page.elements()) {
                element.write(json, one);
            }
            json.writeEndArray();
            page.writeNext(json, numbering);
            json.writeEndObject();
        }));
    }
}
