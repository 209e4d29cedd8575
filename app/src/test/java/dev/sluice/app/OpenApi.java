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
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The interface's description, for holding answers against it. A field that it does not name is a deviation too. Any thread. */
final class OpenApi {
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
        document.at("/components/schemas").forEach(OpenApi::close);
    }

    static OpenApi load() {
        try (InputStream in = Gateway.class.getResourceAsStream("/openapi.json")) {
            return new OpenApi(JsonMapper.shared().readTree(in));
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
        String what = method + " " + path + " -> " + answer.status() + " " + answer.body();
        assertThat(answer.body()).as(what).doesNotContain("Exception", "\tat ");
        JsonNode operation = operation(method, path.replaceFirst("\\?.*", ""));
        if (operation == null) {
            assertThat(answer.status()).as(what).isIn(400, 404, 405);
            assertThat(answer.header("Content-Type")).as(what).isEqualTo(PROBLEM);
            validate(document.at("/components/schemas/Problem"), answer, what);
            return;
        }
        JsonNode response = resolve(operation.get("responses").path(Integer.toString(answer.status())));
        assertThat(response.isMissingNode()).as("undocumented status: " + what).isFalse();
        checkHeaders(response, answer, what);
        checkBody(response.path("content"), answer, what);
    }

    private void checkHeaders(JsonNode response, Answer answer, String what) {
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

    private void checkBody(JsonNode content, Answer answer, String what) {
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode media = content.has(type) ? content.get(type) : content.path("*/*");
        assertThat(media.isMissingNode())
                .as("undocumented media type " + type + ": " + what)
                .isFalse();
        if (type.endsWith("json")) {
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
        for (Map.Entry<String, JsonNode> candidate : document.get("paths").properties()) {
            String template = candidate.getKey();
            int parameters = template.split("\\{", -1).length;
            if (parameters < fewest && path.matches(pattern(template))) {
                best = candidate.getValue().get(method.toLowerCase(Locale.ROOT));
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

    private static void close(JsonNode schema) {
        if (schema.has("properties") && "object".equals(schema.path("type").asString(""))) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(OpenApi::close);
    }
}
