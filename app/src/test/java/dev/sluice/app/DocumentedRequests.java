package dev.sluice.app;

import dev.sluice.gateway.Gateway;
import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The requests that the interface's description describes, with its examples of their bodies. */
final class DocumentedRequests {
    private final Map<String, Object> document;

    private DocumentedRequests(Map<String, Object> document) {
        this.document = document;
    }

    /** @param body one of its examples; null if it has none: nothing is to be sent, or something else than JSON */
    record Request(String method, String path, List<Parameter> parameters, String mediaType, Object body) {
        @Override
        public String toString() {
            return method + " " + path + (mediaType == null ? "" : " " + mediaType);
        }
    }

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String in, String name, boolean required) {}

    /** One for each example of a body, and one for each operation that has none. */
    static List<Request> all() {
        try (InputStream in = Gateway.class.getResourceAsStream("/openapi.json")) {
            return new DocumentedRequests(JsonTree.object(in.readAllBytes())).requests();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        object(document, "paths")
                .forEach((path, operations) -> JsonTree.cast((Map<?, ?>) operations)
                        .forEach((method, operation) ->
                                add(requests, method.toUpperCase(Locale.ROOT), path, operation)));
        return requests;
    }

    private void add(List<Request> requests, String method, String path, Object operation) {
        Map<String, Object> described = JsonTree.cast((Map<?, ?>) operation);
        List<Parameter> parameters = parameters(described);
        if (!described.containsKey("requestBody")) {
            requests.add(new Request(method, path, parameters, null, null));
            return;
        }
        object(object(described, "requestBody"), "content")
                .forEach((type, media) -> examples(JsonTree.cast((Map<?, ?>) media))
                        .forEach(body -> requests.add(new Request(method, path, parameters, type, body))));
    }

    /** An empty one where there is none. */
    private static List<Object> examples(Map<String, Object> media) {
        List<Object> examples = new ArrayList<>();
        if (media.containsKey("example")) {
            examples.add(media.get("example"));
        }
        if (media.containsKey("examples")) {
            object(media, "examples").values().forEach(example -> examples.add(((Map<?, ?>) example).get("value")));
        }
        return examples.isEmpty() ? List.of(Map.of()) : examples;
    }

    private List<Parameter> parameters(Map<String, Object> operation) {
        List<Parameter> parameters = new ArrayList<>();
        if (operation.get("parameters") instanceof List<?> all) {
            for (Object one : all) {
                Map<String, Object> parameter = resolved(JsonTree.cast((Map<?, ?>) one));
                parameters.add(new Parameter(
                        (String) parameter.get("in"),
                        (String) parameter.get("name"),
                        Boolean.TRUE.equals(parameter.get("required"))));
            }
        }
        return parameters;
    }

    private Map<String, Object> resolved(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<String, Object> found = document;
        for (String name : reference.substring("#/".length()).split("/")) {
            found = object(found, name);
        }
        return found;
    }

    private static Map<String, Object> object(Map<String, Object> node, String name) {
        return JsonTree.cast((Map<?, ?>) node.get(name));
    }
}
