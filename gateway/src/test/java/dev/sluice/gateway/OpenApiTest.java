package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.auth.RouteScopes;
import dev.sluice.gateway.guard.RouteClass;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Resources;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document and the routes say the same. That the answers do too is for those who get real ones. */
final class OpenApiTest {
    private static final byte[] SECRET = new byte[32];

    private final JsonNode document =
            JsonMapper.shared().readTree(Resources.read("/openapi.json").getBytes());

    @Test
    void everyRouteIsDocumentedAndEveryOperationHasARoute() {
        assertThat(documented()).isEqualTo(mounted(_ -> true));
    }

    /** So that a route refuses a body exactly where the document has none. */
    @Test
    void everyRouteTakesABodyWhereOneIsDocumented() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("requestBody"))
                        .forEach(operation ->
                                documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(mounted(Bodies::areTakenBy)).isEqualTo(documented);
    }

    /** What needs a token is for machines with a scope, or is not for machines; nobody forgets to say which. */
    @Test
    void everyRouteThatNeedsATokenSaysWhetherItIsForMachines() {
        Set<String> forPeople = Set.of(
                "GET /v1/sales/{sale}/challenge",
                "POST /v1/sales/{sale}/pass",
                "POST /v1/sales/{sale}/queue",
                "GET /v1/me/reservations",
                "GET /v1/me/tickets");
        Set<String> needToken = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                !operation.getValue().get("security").isEmpty())
                        .forEach(operation ->
                                needToken.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> said = new TreeSet<>(RouteScopes.all().keySet());
        assertThat(said).doesNotContainAnyElementsOf(forPeople);
        said.addAll(forPeople);

        assertThat(said).isEqualTo(needToken);
    }

    /** Whoever only looks changes nothing, and whoever changes something is no reader. */
    @Test
    void readingIsForReadersAndChangingIsNot() {
        assertThat(RouteScopes.all())
                .allSatisfy((route, scope) -> assertThat(
                                scope == Scope.READ || scope == Scope.CHECK_IN && route.startsWith("GET "))
                        .as(route)
                        .isEqualTo(route.startsWith("GET /v1/admin/")));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyComponentIsUsed() {
        Set<String> used = new TreeSet<>(document.findValuesAsString("$ref"));
        for (Map.Entry<String, JsonNode> kind : document.get("components").properties()) {
            for (String name : kind.getValue().propertyNames()) {
                if (!kind.getKey().equals("securitySchemes")) {
                    assertThat(used).contains("#/components/" + kind.getKey() + "/" + name);
                }
            }
        }
    }

    /** Of any request the head, the body and the connection can be refused, wherever it goes. */
    @Test
    void everyOperationSaysHowTheServerRefusesWhatIsNoRequest() {
        document.get("paths")
                .forEach(path -> path.forEach(
                        operation -> assertThat(operation.get("responses").propertyNames())
                                .as(operation.path("operationId").asString())
                                .contains("400", "408", "413", "414", "417", "431", "500", "501", "503", "505")));
    }

    /** A route that nobody has said the cost of would be as cheap as none. */
    @Test
    void everyOperationHasACostOfItsOwnAndSaysThatItIsLimited() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    RouteClass as = RouteClass.of(
                            HttpMethod.valueOf(method), path.getKey().replaceAll("\\{[a-z]+}", "x"));
                    assertThat(as)
                            .as("%s %s has a rule in RouteClass", method, path.getKey())
                            .isNotIn(RouteClass.OTHER, RouteClass.ODDLY_WRITTEN);
                    assertThat(operation.getValue().get("responses").has("429"))
                            .as("%s %s documents 429", method, path.getKey())
                            .isEqualTo(as.cost() > 0);
                }));
    }

    @Test
    void everyPathParameterIsDeclared() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    Set<String> declared = new TreeSet<>();
                    operation.path("parameters").forEach(parameter -> {
                        JsonNode resolved = resolve(parameter);
                        if (resolved.get("in").asString().equals("path")) {
                            declared.add("{" + resolved.get("name").asString() + "}");
                        }
                    });
                    assertThat(Stream.of(path.getKey().split("[/.]")).filter(part -> part.startsWith("{")))
                            .as(path.getKey())
                            .containsExactlyInAnyOrderElementsOf(declared);
                }));
    }

    @Test
    void everyExampleMatchesItsSchema() {
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    checkExamples(operation.path("requestBody"));
                    operation.get("responses").forEach(response -> checkExamples(resolve(response)));
                }));
    }

    private void checkExamples(JsonNode message) {
        message.path("content").forEach(content -> {
            if (content.has("example")) {
                checkExample(content.get("schema"), content.get("example"));
            }
            content.path("examples").forEach(example -> checkExample(content.get("schema"), example.get("value")));
        });
    }

    private void checkExample(JsonNode schema, JsonNode example) {
        ObjectNode standalone = JsonMapper.shared().createObjectNode();
        standalone.setAll((ObjectNode) schema);
        standalone.set("components", document.get("components"));
        Schema compiled = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(standalone);
        assertThat(compiled.validate(example)).as("%s", example).isEmpty();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** What a gateway with everything switched on mounts. */
    private static Set<String> mounted(Predicate<Route> which) {
        Vertx vertx = Vertx.vertx();
        try {
            Set<String> routes = new TreeSet<>();
            for (Route route :
                    new Routes(parts(), vertx.getOrCreateContext()).router().getRoutes()) {
                if (route.methods() != null && route.getPath() != null && which.test(route)) {
                    route.methods().stream()
                            .filter(method -> method != HttpMethod.HEAD) // It goes where GET goes.
                            .forEach(method -> routes.add(method.name() + " " + template(route.getPath())));
                }
            }
            return routes;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String template(String path) {
        return path.replaceAll(":([a-z]+)", "{$1}");
    }

    private static GatewayParts parts() {
        InstantSource clock = InstantSource.system();
        PaymentProviders providers = new PaymentProviders(
                "",
                List.of(new SandboxProvider(
                        new SandboxConfig("", "http://localhost", SECRET, SandboxConfig.Manners.GOOD), null, clock)));
        Services services = new Services(
                null,
                null,
                null,
                null,
                null,
                null,
                providers,
                new Lanes(),
                new AuthConfig(SECRET, null, null, null),
                SECRET,
                clock,
                null);
        return new GatewayParts(
                new GatewayConfig("localhost", 8080, 1, WireConfig.usual(10), 10, 10, 1, "nio", true),
                OperatorsConfig.WITH_THE_SHOP,
                services,
                1,
                null);
    }
}
