package dev.sluice.crowd.http;

import dev.sluice.json.JsonTree;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** What a request was answered with. Fields of its JSON are named by JSON pointers (RFC 6901). */
public record Answer(int status, HttpHeaders headers, String body) {
    /** Of a request that was not answered. */
    public static final Answer NONE = new Answer(0, HttpHeaders.of(Map.of(), (_, _) -> true), "{}");

    /** The whole document, as {@link JsonTree} has it. */
    public Map<String, Object> json() {
        return JsonTree.object(body);
    }

    /** What stands there, as {@link JsonTree} has it; null if nothing does. */
    public Object at(String pointer) {
        return find(json(), pointer);
    }

    /** As text, whatever it is; null if there is nothing. */
    public String text(String pointer) {
        Object value = at(pointer);
        return value == null ? null : value.toString();
    }

    /** @throws IllegalStateException if no number stands there */
    public long number(String pointer) {
        if (at(pointer) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("no number at " + pointer + ": " + this);
    }

    /** @throws IllegalStateException if no list stands there */
    public List<?> list(String pointer) {
        if (at(pointer) instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("no list at " + pointer + ": " + this);
    }

    /** What stands in each element of a list, as text; null where nothing does. The second pointer begins at the element. */
    public List<String> texts(String list, String pointer) {
        return list(list).stream()
                .map(element -> find(element, pointer))
                .map(value -> value == null ? null : value.toString())
                .toList();
    }

    /** Why it was refused. */
    public String reason() {
        return text("/reason");
    }

    /** Of what was made or found. */
    public String id() {
        return text("/id");
    }

    /** A header's value, or an empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Whether the request was granted, or taken in. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Not taken in, with the advice to come back. */
    public boolean isBusy() {
        return status == 503
                && "BUSY".equals(reason())
                && !header("Retry-After").isEmpty();
    }

    /** Whether the same may be answered otherwise a little later, so that whoever wants it asks again. */
    public boolean isWorthAnother() {
        return status == 503 || status == 429 || status == 408;
    }

    /**
     * Itself, if it has this status.
     *
     * @throws IllegalStateException if it has another
     */
    public Answer expect(int wanted) {
        if (status != wanted) {
            throw new IllegalStateException("expected " + wanted + ", answered " + status + ": " + body);
        }
        return this;
    }

    private static Object find(Object document, String pointer) {
        Object value = document;
        for (String name :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String unescaped = name.replace("~1", "/").replace("~0", "~");
            value = switch (value) {
                case Map<?, ?> object -> object.get(unescaped);
                case List<?> list
                when unescaped.matches("\\d{1,9}") && Integer.parseInt(unescaped) < list.size() ->
                    list.get(Integer.parseInt(unescaped));
                case null, default -> null;
            };
        }
        return value;
    }
}
