package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.DemoTokens;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a merchant hears of a sale while people buy, and reads of it afterwards. */
final class LiveBoardTest {
    private static final String STREAM = "text/event-stream";

    @TempDir
    private Path folder;

    private TestShop shop;
    private ShopClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        shop = new TestShop(folder, Map.of());
        connect();
    }

    private void connect() {
        URI root = URI.create(shop.url());
        client = new ShopClient(root, new DemoTokens(root));
    }

    @AfterEach
    void close() {
        client.close();
        http.shutdownNow();
        shop.close();
    }

    @Test
    void everySecondSaysWhatHappenedAndAllOfThemEverything() throws IOException, InterruptedException {
        String sale = shop.sell(TestShop.rules(1, 600, 2), 3);
        List<Map<String, Object>> points = new ArrayList<>();
        try (InputStream live = watch(sale, null)) {
            sellOut(sale);
            listen(live, points, () -> sum(points, "arrived") == 7 && sum(points, "sold") == 1);
        }

        assertThat(sum(points, "decided") + sum(points, "refused.SOLD_OUT")).isGreaterThanOrEqualTo(7);
        assertThat(sum(points, "held")).isEqualTo(3);
        assertThat(sum(points, "waitlisted")).isEqualTo(2);
        assertThat(sum(points, "refused.SOLD_OUT")).isEqualTo(2);
        assertThat(sum(points, "answered")).isEqualTo(7);
        Map<String, Object> last = points.getLast();
        assertThat((Map<?, ?>) last.get("stock"))
                .isEqualTo(Map.of("capacity", 3, "available", 0, "held", 2, "sold", 1, "withheld", 0));
        assertThat(last).containsEntry("waitlist", 2).containsEntry("status", "OPEN");
        assertThat((List<?>) last.get("nodes")).hasSize(1);
        assertThat(JsonTree.cast((Map<?, ?>) last.get("funnel")))
                .containsEntry("looked", 1)
                .containsEntry("arrived", 7)
                .containsEntry("held", 3)
                .containsEntry("sold", 1);
    }

    @Test
    void whoeverComesBackIsToldWhatTheyMissedAndWhoWantsNoStreamOneEvent() throws IOException, InterruptedException {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 3);
        List<Map<String, Object>> points = new ArrayList<>();
        String first;
        try (InputStream live = watch(sale, null)) {
            first = listen(live, points, () -> !points.isEmpty());
        }
        client.as("ann").buy(sale, "k", 1).expect(201);
        Visitor merchant = merchant();
        String path = "/v1/admin/sales/" + sale;
        Await.until(
                "the second is over",
                () -> merchant.get(path + "/record?step=1").body().contains("\"arrived\":1"));

        try (InputStream live = watch(sale, first)) {
            listen(live, points, () -> sum(points, "arrived") == 1);
        }
        assertThat(points.stream().map(point -> point.get("at")).distinct()).hasSize(points.size());
        Answer one = merchant.get(path + "/live").expect(200);
        OpenApi.load().check("GET", path + "/live", one);
        OpenApi.load().check("GET", path + "/record?step=1", merchant.get(path + "/record?step=1"));
        assertThat(one.header("Content-Type")).isEqualTo(STREAM);
        assertThat(one.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(one.body()).startsWith("id: ").endsWith("}\n\n").containsOnlyOnce("data: ");
    }

    @Test
    void anothersSaleIsNotThereAndNobodyElseWatches() {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 3);
        for (String route : List.of("/live", "/record")) {
            String path = "/v1/admin/sales/" + sale + route;
            assertThat(client.as("rival", "merchant")
                            .with("Accept", STREAM)
                            .get(path)
                            .status())
                    .isEqualTo(404);
            assertThat(client.as("ann").with("Accept", STREAM).get(path).status())
                    .isEqualTo(403);
            assertThat(client.anybody().with("Accept", STREAM).get(path).status())
                    .isEqualTo(401);
            assertThat(client.as("boss", "operator").get(path).status()).isEqualTo(200);
        }
        Answer wrong = merchant().get("/v1/admin/sales/" + sale + "/record?step=7");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("/query/step");
    }

    /** A minute is less than a stream is kept for, and more than a slow machine takes. */
    @Test
    @Timeout(60)
    void whoeverLosesTheKeyOrTheSaleWatchesNoLonger() throws IOException, InterruptedException {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 3);
        Answer key = merchant()
                .post("/v1/admin/keys", "{\"name\": \"board\", \"scopes\": [\"read\"]}")
                .expect(201);
        try (InputStream live = watchAs(key.text("/key"), sale, null)) {
            merchant().delete("/v1/admin/keys/" + key.id()).expect(204);
            assertThat(ended(live)).isEqualTo("{\"why\":\"RENEW\"}");
        }
        try (InputStream live = watch(sale, null)) {
            client.as("boss", "operator")
                    .with("If-Match", "*")
                    .with("Content-Type", "application/json")
                    .send(
                            "PATCH",
                            "/v1/admin/sales/" + sale,
                            HttpRequest.BodyPublishers.ofString("{\"owner\": \"rival\"}"))
                    .expect(200);
            assertThat(ended(live)).isEqualTo("{\"why\":\"RENEW\"}");
        }
        assertThat(merchant().get("/v1/admin/sales/" + sale + "/live").status()).isEqualTo(404);
    }

    /** What a stream says at its end. */
    private static String ended(InputStream live) {
        Scanner lines = new Scanner(live, StandardCharsets.UTF_8);
        while (!lines.nextLine().equals("event: end")) {}
        return lines.nextLine().substring("data: ".length());
    }

    /** It outlives the process, and the counts of the next are added to it. */
    @Test
    void theRecordIsThereAfterARestart() throws IOException, InterruptedException {
        String sale = shop.sell(TestShop.rules(1, 600, 2), 3);
        sellOut(sale);
        Answer before = record(sale);
        assertThat(before.number("/funnel/arrived")).isEqualTo(7);
        client.close();
        shop = shop.startAgain();
        connect();

        Answer after = record(sale);

        assertThat(after.at("/funnel")).isEqualTo(before.at("/funnel"));
        assertThat(after.number("/stepSeconds")).isEqualTo(60);
        int last = after.list("/points").size() - 1;
        assertThat(after.number("/points/" + last + "/stock/sold")).isEqualTo(1);
        client.as("late").buy(sale, "k", 1);
        List<Map<String, Object>> points = new ArrayList<>();
        try (InputStream live = watch(sale, null)) {
            listen(live, points, () -> !points.isEmpty() && points.getLast().containsKey("funnel"));
        }
        assertThat(JsonTree.cast((Map<?, ?>) points.getLast().get("funnel")))
                .containsEntry("arrived", 8)
                .containsEntry("held", 3);
    }

    /** Seven come for three: one pays, two wait, two are told that there is nothing. */
    private void sellOut(String sale) {
        client.anybody().get("/sales/" + sale).expect(200);
        for (int i = 0; i < 7; i++) {
            Visitor buyer = client.as("buyer-" + i);
            Answer answer = buyer.buy(sale, "k", 1);
            if (i == 0) {
                buyer.click(answer.id(), "pay");
                buyer.awaitReservation(answer.id(), "CONFIRMED");
            }
        }
    }

    private Answer record(String sale) {
        String path = "/v1/admin/sales/" + sale + "/record";
        Answer record = merchant().get(path).expect(200);
        OpenApi.load().check("GET", path, record);
        return record;
    }

    private Visitor merchant() {
        return client.as(Merchant.NAME, "merchant");
    }

    private InputStream watch(String sale, String last) throws IOException, InterruptedException {
        return watchAs(new DemoTokens(URI.create(shop.url())).token(Merchant.NAME, "merchant"), sale, last);
    }

    private InputStream watchAs(String token, String sale, String last) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(shop.url() + "/v1/admin/sales/" + sale + "/live"))
                .header("Accept", STREAM)
                .header("Authorization", "Bearer " + token);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private interface Enough {
        boolean is();
    }

    /** Returns the id of the last event. */
    private static String listen(InputStream live, List<Map<String, Object>> points, Enough enough) {
        Scanner lines = new Scanner(live, StandardCharsets.UTF_8);
        String id = null;
        while (!enough.is() && lines.hasNextLine()) {
            String line = lines.nextLine();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                points.add(JsonTree.object(line.substring(6)));
            }
        }
        assertThat(enough.is()).as("%s", points).isTrue();
        return id;
    }

    private static long sum(List<Map<String, Object>> points, String name) {
        return points.stream()
                .mapToLong(point -> {
                    Map<?, ?> of =
                            name.startsWith("refused.") ? (Map<?, ?>) point.get("refused") : new HashMap<>(point);
                    return of.get(name.replace("refused.", "")) instanceof Number number ? number.longValue() : 0;
                })
                .sum();
    }
}
