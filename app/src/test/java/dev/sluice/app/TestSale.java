package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.writer.LiveSale;
import java.time.Instant;

/** A sale to create, as a merchant writes it. Open already, one unit, unless told otherwise. */
record TestSale(SaleDraft draft) {
    static TestSale of(String id) {
        return new TestSale(SaleDraft.of(id)
                        .text("title", "A sale")
                        .time("opensAt", TestClock.START.minusSeconds(60))
                        .number("limitPerUser", 2))
                .units(1);
    }

    /** With a field of this JSON. */
    TestSale with(String name, String json) {
        return new TestSale(draft.with(name, json));
    }

    TestSale units(long capacity) {
        return with("inventory", """
                {"kind": "counted", "tiers": [{"id": "standard", "name": "64G",
                  "price": {"amount": 400000, "currency": "CNY"}, "capacity": %d}]}""".formatted(capacity));
    }

    TestSale opensAt(Instant opens) {
        return new TestSale(draft.time("opensAt", opens));
    }

    TestSale waitlist(int capacity) {
        return new TestSale(draft.waitlist(capacity));
    }

    String json() {
        return draft.json();
    }

    /** Creates it, and waits for its writer. */
    Answer create(RunningSluice sluice) {
        Answer created = sluice.merchant().post("/v1/admin/sales", json());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Await.until(
                "the writer of " + created.id() + " has loaded",
                () -> sluice.sales.find(created.id()).state() == LiveSale.State.RUNNING);
        return created;
    }
}
