package dev.sluice.bench;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.sale.draw.DrawSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** One sale of {@code bench fairness}, from its creation to the count of who has what. */
final class FairSale {
    /** For everybody to prepare. */
    private static final Duration FAR = Duration.ofHours(1);

    private static final Duration LEAD = Duration.ofSeconds(2);
    /** In which people enter, where they are drawn. */
    private static final Duration GATHERING = Duration.ofSeconds(4);

    private static final Duration BEFORE_OPENING = Duration.ofSeconds(1);
    private static final long HOLD_SECONDS = Duration.ofHours(1).toSeconds();
    private static final int MOST_CODES_AT_ONCE = 10_000;

    private final String id;
    private final FairScene scene;
    private final Merchant merchant;
    private final Visitor office;
    private final List<String> secrets;
    private Instant gathersFrom;
    private Instant gathersUntil;
    private Instant opensAt;

    FairSale(ShopClient shop, String id, FairScene scene, Random random) {
        this.id = id;
        this.scene = scene;
        this.merchant = new Merchant(shop);
        this.office = shop.as(Merchant.NAME, "merchant");
        this.secrets = List.of("the shop's " + random.nextLong(), "the fans' " + random.nextLong());
    }

    /** Puts it on sale, for a time that is far away. */
    void create(int units) {
        setTimes(Instant.now().plus(FAR));
        SaleDraft draft = SaleDraft.of(id)
                .time("opensAt", opensAt)
                .number("limitPerUser", 1)
                .number("holdSeconds", HOLD_SECONDS)
                .with("guards", scene.guards())
                .inventory("""
                        {"kind": "counted", "tiers": [{"id": "standard", "name": "Standard",
                          "price": {"amount": 400000, "currency": "CNY"}, "capacity": %d}]}""".formatted(units));
        merchant.create(scene.mode().isDrawn() ? inOrder(draft) : draft);
    }

    /** Lets it begin soon, once everybody is prepared. */
    void begin() {
        setTimes(Instant.now().plus(LEAD));
        SaleDraft times = new SaleDraft(id, Map.of()).time("opensAt", opensAt);
        String known = office.get(admin()).expect(200).header("ETag");
        office.with("If-Match", known)
                .patch(admin(), (scene.mode().isDrawn() ? inOrder(times) : times).json())
                .expect(200);
    }

    private void setTimes(Instant first) {
        gathersFrom = first;
        gathersUntil = first.plus(GATHERING);
        opensAt = scene.mode().isDrawn() ? gathersUntil.plus(BEFORE_OPENING) : first;
    }

    private SaleDraft inOrder(SaleDraft draft) {
        String gathering = "\"%s\": \"%s\", \"%s\": \"%s\"";
        String entering = gathering.formatted("entriesFrom", gathersFrom, "entriesUntil", gathersUntil)
                + ", \"payWithinSeconds\": " + HOLD_SECONDS;
        String order = switch (scene.mode()) {
            case FIRST_COME -> throw new IllegalStateException("the first come in the order in which they come");
            case SHUFFLED -> gathering.formatted("gatherFrom", gathersFrom, "gatherUntil", gathersUntil);
            case LOTTERY -> entering;
            case SPLIT -> entering + ", \"lotteryShare\": 0.5";
        };
        String parties = secrets.stream()
                .map(secret -> '"' + DrawSecret.commitment(secret) + '"')
                .collect(Collectors.joining(", "));
        return draft.text("mode", scene.mode().name())
                .with("order", "{" + order + "}")
                .with("fairness", "{\"parties\": [" + parties + "]}");
    }

    /** Codes for so many people, each for one of them; none where the sale asks for none. */
    List<String> codes(int people) {
        if (scene.guard() != FairGuard.CODES) {
            return List.of();
        }
        if (people > MOST_CODES_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_CODES_AT_ONCE + " people have a code: " + people);
        }
        Answer made = office.post(admin() + "/codes", "{\"count\": %d, \"uses\": 1}".formatted(people));
        return made.expect(201).texts("/codes", "/code");
    }

    /** Tells the values of the draw once it is sealed, and waits until everybody has been told what came of it. */
    void draw() {
        Await.until(
                id + " is sealed",
                () -> "SEALED".equals(office.get(path() + "/draw").text("/phase")));
        for (String secret : secrets) {
            office.post(path() + "/draw/values", "{\"secret\": \"%s\"}".formatted(secret))
                    .expect(200);
        }
        Await.until(
                id + " is drawn",
                () -> "DRAWN".equals(office.get(path() + "/draw").text("/phase")));
    }

    /** Units that bots have, and all that somebody has. */
    long[] units() {
        long[] units = new long[2];
        ExportedRow.of(office.get(admin() + "/reservations.csv")
                        .expect(200)
                        .body()
                        .lines())
                .forEach(row -> {
                    if (row.status().equals("HELD") || row.status().equals("CONFIRMED")) {
                        units[0] += FairPerson.isBots(row.user()) ? row.quantity() : 0;
                        units[1] += row.quantity();
                    }
                });
        return units;
    }

    boolean balances() {
        return merchant.balances(id);
    }

    String id() {
        return id;
    }

    FairScene scene() {
        return scene;
    }

    String path() {
        return "/v1/sales/" + id;
    }

    private String admin() {
        return "/v1/admin/sales/" + id;
    }

    Instant gathersFrom() {
        return gathersFrom;
    }

    Instant gathersUntil() {
        return gathersUntil;
    }

    Instant opensAt() {
        return opensAt;
    }
}
