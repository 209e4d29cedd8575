package dev.sluice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Facts;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SaleIndexTest {
    private static final int MANY = 10_000;
    private static final long NOW = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

    private final List<SaleDesk> sales = new ArrayList<>();
    private long now = NOW;
    private int looks;
    private final SaleIndex index = new SaleIndex(() -> now);

    @Test
    void theFrontIsSmallWithManySalesAndIsNotMadeForEachWhoAsks() {
        for (int i = 1; i <= MANY; i++) {
            add("Concert number " + i, i % 3 == 0 ? SaleStatus.SCHEDULED : SaleStatus.OPEN, i, Facts.NONE);
        }

        SaleIndex.Snapshot made = index.refreshed(desks());

        assertThat(made.front().json().length()).isLessThan(12_000);
        JsonObject front = made.front().json().toJsonObject();
        assertThat(front.getJsonArray("sales")).hasSize(FrontJson.MAX_CARDS);
        assertThat(front.getJsonObject("counts").getInteger("counted")).isEqualTo(MANY);
        assertThat(looks).isEqualTo(MANY);
        for (int i = 0; i < 1_000; i++) {
            now = NOW + i % SaleIndex.FRESH_MILLIS;
            assertThat(index.fresh(desks())).isSameAs(made);
            assertThat(index.refreshed(desks())).isSameAs(made);
        }
        assertThat(looks).isEqualTo(MANY);
        now = NOW + SaleIndex.FRESH_MILLIS;
        assertThat(index.fresh(desks())).isNull();
        SaleIndex.Snapshot next = index.refreshed(desks());
        assertThat(next.front().etag()).isEqualTo(made.front().etag());
        assertThat(next.sales().getFirst()).isSameAs(made.sales().getFirst());
    }

    @Test
    void aNewSaleIsThereAtOnce() {
        add("Old", SaleStatus.OPEN, 5, Facts.NONE);
        index.refreshed(desks());
        add("New", SaleStatus.OPEN, 5, Facts.NONE);
        assertThat(index.fresh(desks())).isNotNull();
        now += SaleIndex.STIRRED_MILLIS;
        assertThat(index.fresh(desks())).isNull();
        assertThat(found("new")).containsExactly("New");
    }

    @Test
    void theFrontHasTheNextOpeningAndThenWhatIsWorthMost() {
        add("Sold out", SaleStatus.OPEN, 0, Facts.NONE);
        add("Later", SaleStatus.SCHEDULED, 5, Facts.NONE, 2_000);
        add("Next", SaleStatus.SCHEDULED, 5, Facts.NONE, 1_000);
        add("Paused", SaleStatus.PAUSED, 5, Facts.NONE);
        add("Older", SaleStatus.OPEN, 5, Facts.NONE);
        add("Newer", SaleStatus.OPEN, 5, Facts.NONE);
        add("Over", SaleStatus.CLOSED, 5, Facts.NONE);

        JsonObject front = index.refreshed(desks()).front().json().toJsonObject();

        assertThat(front.getJsonObject("next").getString("title")).isEqualTo("Next");
        assertThat(titles(front.getJsonArray("sales")))
                .containsExactly("Newer", "Older", "Later", "Paused", "Sold out");
        assertThat(front.getJsonArray("sales").getJsonObject(4).getBoolean("soldOut"))
                .isTrue();
        assertThat(front.getJsonArray("sales").getJsonObject(0).getBoolean("soldOut"))
                .isFalse();
        assertThat(front.getJsonObject("counts").getInteger("counted")).isEqualTo(6);
    }

    @Test
    void salesAreFoundByWhatPeopleType() {
        SaleEvent nest = new SaleEvent(
                Instant.parse("2026-12-31T17:00:00Z").toEpochMilli(),
                0,
                "Asia/Shanghai",
                "鸟巢 National Stadium",
                "Ａｃｍｅ",
                null);
        add("Nachtkonzert in Zürich", SaleStatus.OPEN, 5, Facts.NONE);
        add("Cup final", SaleStatus.SCHEDULED, 5, new Facts(nest, null));

        assertThat(found("zurich")).containsExactly("Nachtkonzert in Zürich");
        assertThat(found("ZÜRICH nacht")).containsExactly("Nachtkonzert in Zürich");
        assertThat(found("鸟巢")).containsExactly("Cup final");
        assertThat(found("acme　ＣＵＰ")).containsExactly("Cup final");
        assertThat(found("cup zurich")).isEmpty();
        assertThat(find(new SaleQuery(List.of(), null, SaleStatus.OPEN, null, null)))
                .containsExactly("Nachtkonzert in Zürich");
        assertThat(find(new SaleQuery(List.of(), "counted", null, null, null))).hasSize(2);
        assertThat(find(new SaleQuery(List.of(), "seated", null, null, null))).isEmpty();
        LocalDate there = LocalDate.parse("2027-01-01");
        assertThat(find(new SaleQuery(List.of(), null, null, there, there))).containsExactly("Cup final");
        assertThat(find(new SaleQuery(List.of(), null, null, LocalDate.MIN, there.minusDays(1))))
                .isEmpty();
        assertThat(find(new SaleQuery(List.of(), null, null, there.plusDays(1), LocalDate.MAX)))
                .isEmpty();
    }

    @Test
    void whatCannotBeShownKeepsNothingElseFromBeingFound() {
        add("Good", SaleStatus.OPEN, 5, Facts.NONE);
        sales.add(desk(2, () -> {
            throw new IllegalStateException("unreadable");
        }));

        assertThat(found("good")).containsExactly("Good");
    }

    private List<String> found(String typed) {
        return find(new SaleQuery(SaleFolding.words(typed), null, null, null, null));
    }

    private List<String> find(SaleQuery query) {
        return index.refreshed(desks()).find(query).stream()
                .map(sale -> sale.view().sale().terms().title())
                .toList();
    }

    private static List<String> titles(JsonArray cards) {
        return cards.stream()
                .map(card -> ((JsonObject) card).getString("title"))
                .toList();
    }

    private void add(String title, SaleStatus status, long left, Facts facts) {
        add(title, status, left, facts, sales.size());
    }

    private void add(String title, SaleStatus status, long left, Facts facts, long opensIn) {
        int number = sales.size() + 1;
        SaleTerms terms = new SaleTerms(
                        "sale-" + number,
                        title,
                        "x".repeat(4_000),
                        new Window(NOW + opensIn, Window.NEVER_MILLIS),
                        Order.FIRST_COME,
                        new PurchaseRules(1, 60, TakeStock.HOLD, 150, 0),
                        "EUR",
                        List.of(new TierTerms("a", "A", 500, 100)))
                .with(facts);
        SaleView view = new SaleView(
                new SaleState(number, terms, false, false, 1),
                status,
                List.of(new TierState(100, 0, 100 - left, 0, left, 0)),
                Availability.UNKNOWN,
                false);
        sales.add(desk(number, () -> view));
    }

    private interface Look {
        SaleView view();
    }

    /** Of which nothing is asked but what it shows. */
    private SaleDesk desk(int number, Look look) {
        return new SaleDesk() {
            @Override
            public String id() {
                return "sale-" + number;
            }

            @Override
            public int number() {
                return number;
            }

            @Override
            public SaleView view() {
                looks++;
                return look.view();
            }

            @Override
            public boolean mayKnow(UUID buyer) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int queued() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Intake submit(Envelope envelope) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private SaleDesks desks() {
        return new SaleDesks() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public SaleDesk find(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public SaleDesk find(int number) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<SaleDesk> newest(int beforeNumber, int limit) {
                return sales.isEmpty() ? List.of() : List.of(sales.getLast());
            }

            @Override
            public Collection<SaleDesk> unsettled() {
                return sales;
            }

            @Override
            public Collection<SaleDesk> all() {
                throw new UnsupportedOperationException();
            }

            @Override
            public SaleDesk create(SaleTerms terms, String owner) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
