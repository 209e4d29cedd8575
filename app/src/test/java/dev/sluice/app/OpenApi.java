package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.sluice.crowd.http.Answer;
import dev.sluice.gateway.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The interface's description, for holding answers against it. A field that it does not name is a deviation too. Any thread. */
final class OpenApi {
    private static final String PROBLEM = "application/problem+json";
    /** How a path that is not here, or a request that is none, may be answered. */
    private static final Set<Integer> NOT_HERE = Set.of(400, 404, 405, 408, 413, 414, 417, 431, 501, 505);
    /** Headers that the description says once of all answers, and those of the framing. */
    private static final Set<String> EVERYWHERE = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "date",
            "transfer-encoding",
            "connection",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age",
            "cache-control",
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "sluice-now",
            "strict-transport-security",
            "vary",
            "x-content-type-options",
            "x-request-id");

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    /** What a path must look like, by the one that stands for it. */
    private final Map<String, Pattern> paths = new LinkedHashMap<>();

    private final boolean strict;

    private OpenApi(JsonNode document, boolean strict) {
        this.document = document;
        this.strict = strict;
        document.at("/components/schemas").forEach(OpenApi::close);
        document.get("paths").propertyNames().forEach(path -> paths.put(path, Pattern.compile(pattern(path))));
    }

    /** One for all tests of this process: it is read, and made ready to check by, only once. */
    static OpenApi load() {
        return Usual.OPEN_API;
    }

    /** A header that is not described is a deviation too. */
    static OpenApi strict() {
        return load(true);
    }

    private static OpenApi load(boolean strict) {
        try (InputStream in = Gateway.class.getResourceAsStream("/openapi.json")) {
            return new OpenApi(JsonMapper.shared().readTree(in), strict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation as its method and path. */
    Map<String, String> operations() {
        Map<String, String> operations = new LinkedHashMap<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                operations.put(method.toUpperCase(Locale.ROOT) + " " + path.getKey(), path.getKey())));
        return operations;
    }

    /** Whether a status is one of those that an operation answers with. */
    boolean documents(String method, String path, int status) {
        return document.get("paths")
                .get(path)
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses")
                .has(Integer.toString(status));
    }

    /** Whether an operation wants to know by the head of a request who asks, and not by its body (a signature, a field of a form). */
    boolean asksForAToken(String method, String path) {
        return !document.get("paths")
                .get(path)
                .get(method.toLowerCase(Locale.ROOT))
                .path("security")
                .isEmpty();
    }

    /** Whether an operation, as {@link #operations} names it, is sent something. */
    boolean takesBody(String operation) {
        String[] named = operation.split(" ", 2);
        return document.get("paths")
                .get(named[1])
                .get(named[0].toLowerCase(Locale.ROOT))
                .has("requestBody");
    }

    /** Holds an answer against the description. */
    void check(String method, String path, Answer answer) {
        String what = method + " " + path + " -> " + answer.status() + " " + answer.headers() + " " + answer.body();
        assertThat(answer.body()).as(what).doesNotContain("Exception", "\tat ");
        boolean head = method.equals("HEAD");
        JsonNode operation = operation(head ? "GET" : method, path.replaceFirst("\\?.*", ""));
        if (method.equals("OPTIONS") && answer.status() == 204) {
            assertThat(answer.header("Access-Control-Allow-Origin")).as(what).isNotEmpty();
            assertDescribed(Set.of(), answer, what);
            return;
        }
        boolean page = answer.header("Content-Type").startsWith("text/html");
        if (answer.status() == 404 && page && !path.startsWith("/v1/")) {
            assertDescribed(Set.of("etag"), answer, what);
            return;
        }
        if (operation == null) {
            assertThat(answer.status()).as(what).isIn(NOT_HERE);
            assertThat(answer.header("Content-Type")).as(what).isEqualTo(PROBLEM);
            if (!head) {
                validate(document.at("/components/schemas/Problem"), answer, what);
            }
            assertDescribed(Set.of("allow"), answer, what);
            return;
        }
        JsonNode response = resolve(operation.get("responses").path(Integer.toString(answer.status())));
        assertThat(response.isMissingNode()).as("undocumented status: " + what).isFalse();
        checkHeaders(response, answer, what);
        checkBody(response.path("content"), head, answer, what);
    }

    private void assertDescribed(Set<String> headers, Answer answer, String what) {
        if (!strict) {
            return;
        }
        assertThat(answer.headers().map().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> !headers.contains(name) && !EVERYWHERE.contains(name)))
                .as("headers that are not described: " + what)
                .isEmpty();
    }

    private void checkHeaders(JsonNode response, Answer answer, String what) {
        assertDescribed(
                response.path("headers").propertyNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                answer,
                what);
        response.path("headers").properties().forEach(header -> {
            JsonNode described = resolve(header.getValue());
            String value = answer.header(header.getKey());
            if (!value.isEmpty()) {
                Schema schema = compile(described.get("schema"));
                assertThat(schema.validate(JsonMapper.shared().valueToTree(value)))
                        .as(header.getKey() + " of " + what)
                        .isEmpty();
            } else {
                assertThat(described.path("required").asBoolean(false))
                        .as("no " + header.getKey() + ": " + what)
                        .isFalse();
            }
        });
    }

    private void checkBody(JsonNode content, boolean head, Answer answer, String what) {
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode media = content.has(type) ? content.get(type) : content.path("*/*");
        assertThat(media.isMissingNode())
                .as("undocumented media type " + type + ": " + what)
                .isFalse();
        if (type.endsWith("json") && !head) {
            validate(media.get("schema"), answer, what);
        }
    }

    private void validate(JsonNode schema, Answer answer, String what) {
        assertThat(compile(schema).validate(JsonMapper.shared().readTree(answer.body())))
                .as(what)
                .isEmpty();
    }

    private Schema compile(JsonNode schema) {
        return compiled.computeIfAbsent(schema, s -> {
            ObjectNode standalone = JsonMapper.shared().createObjectNode();
            standalone.setAll((ObjectNode) s);
            standalone.set("components", document.get("components"));
            return registry.getSchema(standalone);
        });
    }

    private JsonNode operation(String method, String path) {
        JsonNode best = null;
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, Pattern> candidate : paths.entrySet()) {
            String template = candidate.getKey();
            int parameters = (int) template.chars().filter(c -> c == '{').count();
            if (parameters < fewest && candidate.getValue().matcher(path).matches()) {
                best = document.get("paths").get(template).get(method.toLowerCase(Locale.ROOT));
                fewest = parameters;
            }
        }
        return best;
    }

    private static String pattern(String template) {
        return template.replace("{file}", ".+").replace(".csv", "\\.csv").replaceAll("\\{[a-z]+}", "[^/]+");
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static final class Usual {
        static final OpenApi OPEN_API = load(false);
    }

    private static void close(JsonNode schema) {
        if (schema.has("properties") && "object".equals(schema.path("type").asString(""))) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(OpenApi::close);
    }
}
