package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Parameter;
import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.writer.LiveSale;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A shop in which every example of the interface's description was done once, and what every parameter can be there, for whoever sends
 * others. One thread.
 */
final class FuzzedShop {
    private static final String JSON = "application/json";
    /** To be asked about, and audited in the end. */
    private static final int MAX_SALES = 50;

    private final RunningSluice sluice;
    private final List<Request> requests = DocumentedRequests.all();
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    private FuzzedShop(RunningSluice sluice) {
        this.sluice = sluice;
    }

    static FuzzedShop open(RunningSluice sluice) {
        FuzzedShop shop = new FuzzedShop(sluice);
        shop.makeGood();
        return shop;
    }

    /** One for each example of a body, and one for each operation without one. */
    List<Request> requests() {
        return requests;
    }

    /** What a parameter may be; a guess where nobody knows. */
    List<String> known(String parameter) {
        return known.getOrDefault(parameter, List.of("x"));
    }

    /** One more sale to be asked about, as long as there are not too many. */
    void remember(String sale) {
        if (known("sale").size() < MAX_SALES) {
            known("sale").add(sale);
        }
    }

    /** Every example of the description works as it stands; what it makes is what the others are about. */
    private void makeGood() {
        known.put("sale", new ArrayList<>(List.of("nothing")));
        for (Request request : requests) {
            boolean makes =
                    request.path().equals("/v1/admin/sales") || request.path().equals("/v1/admin/timetables");
            if (makes && request.method().equals("POST")) {
                Answer made = send(sluice.merchant(), request, request.path(), MutatedJson.written(request.body()));
                assertThat(made.status()).as(made.body()).isEqualTo(201);
                known.get("sale")
                        .addAll(made.id() != null ? List.of(made.id()) : List.of((String) made.at("/created/0")));
            }
        }
        assertAllRun(sluice);
        Visitor ann = sluice.user("ann");
        Answer held = ann.buy("phone-11", "k", 1).expect(201);
        String seats =
                ann.reserve("hamlet", "k", "{\"seats\": [\"A-1\"]}").expect(201).id();
        String version = sluice.merchant().get("/v1/sales/hamlet").text("/map/version");
        known.put("id", List.of(held.id(), seats, "00000000-0000-8000-8000-000000000000"));
        known.put("payment", List.of(ann.openPayment(seats).id(), held.id()));
        known.put("version", List.of(version));
        String draft = sluice.merchant()
                .post("/v1/admin/drafts", "{\"sale\": {\"title\": \"Later\"}}")
                .expect(201)
                .id();
        known.put("draft", List.of(draft, "00000000-0000-8000-8000-000000000000"));
        known.put("tier", List.of("standard", "stalls", "second", "share"));
        known.put("provider", List.of("sandbox"));
        known.put("file", List.of("base.css"));
        known.put("from", List.of("jinan-west", "2026-12-01"));
        known.put("to", List.of("shanghai", "2026-12-24"));
        known.put("date", List.of("2026-12-24"));
        known.put("query", List.of("jin"));
        known.put("q", List.of("phone", held.text("/orderNumber")));
        known.put("kind", List.of("counted", "seated"));
        known.put("picture", List.of("ab".repeat(32)));
        known.put("width", List.of("640"));
        known.put("orderNumber", List.of(held.text("/orderNumber")));
        known.put("limit", List.of("2", "200"));
        known.put("cursor", List.of("3", "MTIzOjAwMDAwMDAwLTAwMDAtODAwMC04MDAwLTAwMDAwMDAwMDAwMA"));
        known.put("since", List.of(version));
        known.put("wait", List.of("0"));
        known.put("known", List.of("HELD"));
        known.put("receipt", List.of("0.1..AAAA", "0.1.c2VhdHM6MSwy.AAAA"));
        TestSale.of("waited-for")
                .with("guards", "{\"waitingRoom\": {\"perMinute\": 600}}")
                .create(sluice);
        known.get("sale").add("waited-for");
        known.put(
                "ticket",
                List.of(ann.post("/v1/sales/waited-for/queue", "").expect(201).text("/ticket"), "A".repeat(56)));
        known.put("status", List.of("HELD"));
        known.put("focalX", List.of("10"));
        known.put("focalY", List.of("-10"));
        known.put("Idempotency-Key", List.of("k", "another"));
        known.put("Prefer", List.of("wait=1"));
        known.put("Sluice-Channel", List.of("what a client keeps to itself"));
        known.put("If-None-Match", List.of("\"x\""));
        known.put("If-Match", List.of("*", "\"v1\""));
        known.put("block", List.of("1"));
        known.put("user", List.of("mallory"));
        known.put("address", List.of("203.0.113.7"));
        known.put("list", List.of("members"));
        known.put("person", List.of("ab".repeat(32)));
        known.put("code", List.of("1"));
        known.put("refund", List.of("00000000-0000-8000-8000-000000000000"));
        known.put("state", List.of("FAILED", "UNMATCHED"));
        known.put("key", List.of("000000000000"));
        known.put("owner", List.of("mia"));
        known.put("Sluice-User", List.of("ann"));
        known.put("subject", List.of("mia"));
        known.put("until", List.of("2026-12-01T00:00:00Z"));
        known.put("dryRun", List.of("true", "false"));
        known.put("crowd", List.of("50000"));
        known.put("within", List.of("60"));
        known.put("cores", List.of("4"));
        known.put("step", List.of("1", "60", "86400"));
        known.put("Last-Event-ID", List.of("1"));
        known.put("Sandbox-Signature", List.of("t=0,v1=00"));
        assertThat(known.keySet())
                .as("every parameter has a value to begin with")
                .containsAll(requests.stream()
                        .flatMap(request -> request.parameters().stream())
                        .map(Parameter::name)
                        .toList());
    }

    /**
     * The path of a request and its query.
     *
     * @param wrong of which parameters one is what no client would send; null for none
     */
    String path(Request request, Parameter wrong, Random chance) {
        String path = request.path();
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : request.parameters()) {
            String value = one(parameter == wrong ? MutatedJson.TEXTS : known(parameter.name()), chance);
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            if (parameter == wrong && chance.nextInt(8) == 0) {
                encoded = one(List.of("%FF", "%C0%80", "%ED%A0%80", "%25", "+", "%2F..%2F", "%F0%9F%98%80"), chance);
            }
            switch (parameter.in()) {
                // Nothing there would be another path.
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded.isEmpty() ? "%20" : encoded);
                case "query" -> {
                    if (parameter.required() || parameter == wrong || chance.nextInt(3) == 0) {
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(parameter.name())
                                .append('=')
                                .append(encoded);
                    }
                }
                default -> {}
            }
        }
        return path + query;
    }

    /** Sends it with what its description says of its body. */
    Answer send(Visitor visitor, Request request, String path, byte[] body) {
        BodyPublisher publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        String type = request.mediaType() == null ? JSON : request.mediaType();
        Visitor sender = request.body() == null ? visitor : visitor.with("Content-Type", type);
        return sender.send(request.method(), path, publisher);
    }

    /** No sale has stopped. */
    static void assertAllRun(RunningSluice sluice) {
        Await.until(
                "all writers run",
                () -> sluice.sales.unsettled().stream().allMatch(sale -> sale.state() == LiveSale.State.RUNNING));
    }

    static <T> T one(List<T> all, Random chance) {
        return all.get(chance.nextInt(all.size()));
    }
}
