package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Red packets through everything that runs. */
final class RedPacketTest extends SharedSluice {
    private static TestSale packet(String id, long total, int shares, String split) {
        return TestSale.of(id)
                .with("limitPerUser", "1")
                .with("closesAt", "\"" + TestClock.START.plusSeconds(86_400) + "\"")
                .with("inventory", """
                        {"kind": "redPacket", "total": {"amount": %d, "currency": "CNY"}, "shares": %d, "split": "%s"}""".formatted(total, shares, split));
    }

    @Test
    void aGrabIsAtOnceATicketAndAllSharesAreTheTotal() {
        for (String split : new String[] {"doubleMean", "uniformCuts", "equal"}) {
            String id = "whole-" + split.toLowerCase(java.util.Locale.ROOT);
            packet(id, 1_000, 7, split).create(sluice);
            long sum = 0;
            for (int i = 0; i < 7; i++) {
                Answer grab =
                        sluice.user("user-" + i).with("Idempotency-Key", "k").post(SALES + id + "/reservations", "{}");
                assertThat(grab.status()).as(grab.body()).isEqualTo(201);
                assertThat(grab.text("/status")).isEqualTo("CONFIRMED");
                assertThat(grab.text("/tickets/0/unit/kind")).isEqualTo("redPacket");
                assertThat(grab.number("/tickets/0/unit/amount/amount")).isEqualTo(grab.number("/amount/amount"));
                sum += grab.number("/amount/amount");
            }
            assertThat(sum).isEqualTo(1_000);
            assertThat(sluice.user("late").buy(id, "k", 1).reason()).isEqualTo("SOLD_OUT");
            assertThat(sluice.merchant().get(ADMIN + id).number("/granted/amount"))
                    .isEqualTo(1_000);
            assertBalanced(id);
        }
    }

    @Test
    void everybodySeesWhoGotWhatAndNobodyWhoTheyAre() {
        packet("seen", 1_000, 3, "doubleMean").create(sluice);
        packet("seen-too", 1_000, 3, "doubleMean").create(sluice);
        assertThat(sluice.visitor().get(SALES + "seen/grabs").body()).isEqualTo("{\"grabs\":[],\"more\":false}");
        long[] amounts = new long[3];
        for (int i = 0; i < 3; i++) {
            amounts[i] = sluice.user("guest-" + i).buy("seen", "k", 1).number("/amount/amount");
        }
        sluice.user("guest-2").buy("seen-too", "k", 1).expect(201);
        sluice.setTime(sluice.clock.instant().plusSeconds(2));

        Await.until(
                "all are told",
                () -> sluice.visitor()
                                .get(SALES + "seen/grabs")
                                .texts("/grabs", "/guest")
                                .size()
                        == 3);
        Answer seen = sluice.visitor().get(SALES + "seen/grabs");
        assertThat(seen.texts("/grabs", "/amount/amount"))
                .containsExactly(Long.toString(amounts[2]), Long.toString(amounts[1]), Long.toString(amounts[0]));
        assertThat(seen.texts("/grabs", "/guest"))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[2-9A-Z]{6}"));
        assertThat(seen.body()).doesNotContain("guest-");
        long most = LongStream.of(amounts).max().orElseThrow();
        int luckiest = IntStream.range(0, 3)
                .filter(i -> amounts[i] == most)
                .findFirst()
                .orElseThrow();
        assertThat(seen.text("/grabs/" + (2 - luckiest) + "/luckiest")).isEqualTo("true");
        Await.until(
                "it is told",
                () -> sluice.visitor().get(SALES + "seen-too/grabs").text("/grabs/0/guest") != null);
        Answer other = sluice.visitor().get(SALES + "seen-too/grabs");
        assertThat(other.text("/grabs/0/guest")).isNotEqualTo(seen.text("/grabs/0/guest"));
        assertThat(other.text("/grabs/0/luckiest")).isNull();
        TestSale.of("no-packet").create(sluice);
        assertThat(sluice.visitor().get(SALES + "no-packet/grabs").status()).isEqualTo(404);
    }

    @Test
    void aShareIsGrabbedOnceAndStays() {
        packet("once-each", 20, 4, "equal").create(sluice);
        Visitor ann = sluice.user("ann");
        Answer grab = ann.buy("once-each", "k", 1);

        assertThat(ann.buy("once-each", "k", 1).id()).isEqualTo(grab.id());
        assertThat(ann.buy("once-each", "k2", 1).reason()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(ann.openPayment(grab.id()).reason()).isEqualTo("NOT_PAYABLE");
        assertThat(ann.delete(RESERVATIONS + grab.id()).reason()).isEqualTo("NOT_CANCELLABLE");
        Answer refund = sluice.merchant().post("/v1/admin/reservations/" + grab.id() + "/refund", "");
        assertThat(refund.reason()).isEqualTo("NOT_REFUNDABLE");
        Answer more = sluice.merchant().post(ADMIN + "once-each/tiers/share/capacity", "{\"capacity\": 9}");
        assertThat(more.reason()).isEqualTo("FIXED_CAPACITY");
        assertThat(ann.get("/v1/me/tickets").number("/tickets/0/unit/amount/amount"))
                .isEqualTo(5);
        assertBalanced("once-each");
    }

    @Test
    void whatNobodyGrabbedReturnsAtTheClose() {
        packet("ends", 20, 4, "equal").create(sluice);
        sluice.user("ann").buy("ends", "k", 1);
        assertThat(sluice.merchant().get(ADMIN + "ends").text("/returned")).isNull();

        sluice.merchant().post(ADMIN + "ends/close", "");

        Await.until(
                "the rest has returned",
                () -> sluice.merchant().get(ADMIN + "ends").text("/returned") != null);
        Answer shown = sluice.user("ben").get(SALES + "ends");
        assertThat(shown.number("/returned/amount")).isEqualTo(15);
        assertThat(shown.number("/granted/amount")).isEqualTo(5);
        assertThat(shown.number("/grabbed")).isEqualTo(1);
        assertThat(sluice.user("ben").buy("ends", "k", 1).reason()).isEqualTo("CLOSED");
        assertBalanced("ends");
    }

    @Test
    void whatIsWrongWithAPacketIsNamed() {
        Answer answer = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        packet("wrong", 3, 4, "fair")
                                .with("limitPerUser", "2")
                                .with("takeStock", "\"PAYMENT\"")
                                .json());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder(
                        "/limitPerUser", "/takeStock", "/inventory/total/amount", "/inventory/split");
    }

    @Test
    void aPacketKeepsItsRulesWhenItIsChanged() {
        Answer created = packet("kept", 20, 4, "equal").create(sluice);
        Visitor mia = sluice.merchant().with("If-Match", created.header("ETag"));

        assertThat(mia.patch(ADMIN + "kept", "{\"limitPerUser\": 2}").status()).isEqualTo(400);
        assertThat(mia.patch(ADMIN + "kept", "{\"waitlist\": {\"capacity\": 1}}")
                        .status())
                .isEqualTo(400);
        assertThat(mia.patch(ADMIN + "kept", "{\"title\": \"Another\"}").status())
                .isEqualTo(200);
        sluice.advance(Duration.ofSeconds(1));
        assertThat(sluice.user("ann").buy("kept", "k", 1).number("/amount/amount"))
                .isEqualTo(5);
    }
}
