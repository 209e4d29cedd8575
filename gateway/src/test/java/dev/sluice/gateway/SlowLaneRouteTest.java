package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.gateway.address.AddressRanges;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.guard.LimitConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.Guards;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.Selection;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is answered as if the queue were long. Requests come from this machine, which is the proxy that says whom it asks for. */
final class SlowLaneRouteTest {
    private static final String NETWORK = "203.0.113.0/24";
    private static final GuardConfig GUARDS = new GuardConfig(
            new ClientConfig(
                    new AddressRanges(List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"))),
                    "x-forwarded-for",
                    false),
            LimitConfig.OFF);
    private static final Guards SLOW = new Guards(false, null, null, null, null, true);

    private final FakeBlocklist list = new FakeBlocklist();
    private final TestGateway gateway = new TestGateway(GUARDS, list);
    private FakeSale sale;

    @BeforeEach
    void block() {
        sale = gateway.sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.SOME_LEFT, SLOW));
        list.add("eve", null, false);
        list.add("sam", null, true);
        list.add(null, NETWORK, true);
        Await.until("known", () -> gateway.knownBlocks() == 3);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void blockedOneHearsWhatOneInALongQueueHearsAndNobodyHearsOfIt() {
        TestGateway.Answer answer = gateway.send(buy("eve").header("Prefer", "wait=10"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().getString("status")).isEqualTo("QUEUED");
        assertThat(answer.json().getString("id"))
                .isEqualTo(gateway.reservation("eve", "k").toString());
        assertThat(answer.json().getLong("position")).isGreaterThan(300);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        TestGateway.Answer look = gateway.get("eve", answer.header("Location") + "&wait=30");
        assertThat(look.status()).isEqualTo(200);
        assertThat(look.json().getString("status")).isEqualTo("QUEUED");
        assertThat(look.json().getString("id")).isEqualTo(answer.json().getString("id"));
        assertThat(Integer.parseInt(look.header("Retry-After"))).isBetween(1, 30);
        assertThat(sale.wasAsked()).isFalse();
        assertThat(gateway.refused(GuardKind.SLOW_LANE)).isEqualTo(2);
        assertThat(gateway.refused(GuardKind.BLOCKLIST)).isZero();
    }

    /** What a script would compare: names of members, names of headers, and the shape of what they say. */
    @Test
    void answerHasTheShapeOfAGenuineOne() {
        TestGateway.Answer decoy = gateway.send(buy("eve"));
        TestGateway.Answer genuine = gateway.send(buy("ann").header("Prefer", "wait=0"));

        assertThat(genuine.status()).isEqualTo(decoy.status());
        assertThat(decoy.json().fieldNames()).isEqualTo(genuine.json().fieldNames());
        assertThat(decoy.headers().map().keySet())
                .isEqualTo(genuine.headers().map().keySet());
        assertThat(decoy.header("Location")).hasSameSizeAs(genuine.header("Location"));
        assertThat(decoy.header("Location").split("\\.")[0].substring(54))
                .isEqualTo(genuine.header("Location").split("\\.")[0].substring(54));
    }

    @Test
    void suspectsAndNetworksAreAnsweredSoToo() {
        assertThat(gateway.send(buy("sam")).status()).isEqualTo(202);
        assertThat(gateway.send(buy("bob").header("X-Forwarded-For", "203.0.113.9"))
                        .status())
                .isEqualTo(202);
        assertThat(sale.wasAsked()).isFalse();
        gateway.sendLater(buy("bob").header("X-Forwarded-For", "203.0.114.9"));
        assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);
    }

    @Test
    void onceNothingIsLeftTheyHearThatAndGoOnHearingIt() {
        String receipt = gateway.send(buy("eve")).header("Location");
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.NONE_LEFT, SLOW));
        assertThat(gateway.get("eve", receipt).json().getString("reason")).isEqualTo("SOLD_OUT");
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.SOME_LEFT, SLOW));
        TestGateway.Answer after = gateway.get("eve", receipt);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().getString("status")).isEqualTo("REJECTED");
        assertThat(after.json().getString("reason")).isEqualTo("SOLD_OUT");
    }

    @Test
    void whatEverybodyIsRefusedTheyAreRefused() {
        sale.shows(FakeSale.view(SaleStatus.PAUSED, FakeSale.SOME_LEFT, SLOW));
        assertThat(gateway.send(buy("eve")).reason()).isEqualTo("PAUSED");
    }

    @Test
    void whoeverIsFoundGoodIsTakenAtTheirReceiptsWord() {
        String receipt = gateway.send(buy("eve")).header("Location");
        list.clear();
        Await.until("forgotten", () -> gateway.knownBlocks() == 0);

        gateway.sendLater(gateway.request("eve", "GET", receipt, null));

        assertThat(sale.next().command())
                .isEqualTo(new Command.Reserve(
                        gateway.reservation("eve", "k"), gateway.buyer("eve"), "eve", 0, 1, Selection.ANY));
    }

    @Test
    void decoyIsWorthNothingToOthers() {
        String receipt = gateway.send(buy("eve")).header("Location");
        gateway.sendLater(gateway.request("ann", "GET", receipt, null));
        assertThat(sale.next().command()).isInstanceOf(Command.Find.class);
    }

    @Test
    void blockedOneWhoPaysIsToldThatThePaymentProviderIsBusy() {
        String path = "/v1/reservations/" + gateway.reservation("eve", "k") + "/payment";
        TestGateway.Answer answer = gateway.post("eve", path, "{}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("BUSY");
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void saleThatDoesNotWantItRefusesTheBlockedAndLetsSuspectsBuy() {
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.SOME_LEFT));
        TestGateway.Answer answer = gateway.send(buy("eve"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("BLOCKED");
        assertThat(gateway.refused(GuardKind.BLOCKLIST)).isEqualTo(1);
        gateway.sendLater(buy("sam"));
        assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);
    }

    @Test
    void rateOfASaleIsItsOwn() {
        Guards.Rate rate = new Guards.Rate(2, 86_400);
        sale.shows(FakeSale.view(
                SaleStatus.PAUSED,
                FakeSale.SOME_LEFT,
                new Guards(false, null, rate, new Guards.Rate(4, 86_400), null, false)));
        for (String user : List.of("ann", "bob")) {
            assertThat(gateway.send(from("192.0.2.1", user)).reason()).isEqualTo("PAUSED");
            assertThat(gateway.send(from("192.0.2.1", user)).reason()).isEqualTo("PAUSED");
            TestGateway.Answer refused = gateway.send(from("192.0.2.2", user));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.reason()).isEqualTo("RATE_LIMITED");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sale-user\";q=2;w=86400");
        }
        TestGateway.Answer refused = gateway.send(from("192.0.2.1", "cid"));
        assertThat(refused.reason()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sale-address\";q=4;w=86400");
        assertThat(gateway.refused(GuardKind.SALE_USER_LIMIT)).isEqualTo(2);
        assertThat(gateway.refused(GuardKind.SALE_ADDRESS_LIMIT)).isEqualTo(1);
    }

    private HttpRequest.Builder from(String address, String user) {
        return buy(user).header("X-Forwarded-For", address);
    }

    private HttpRequest.Builder buy(String user) {
        return gateway.request(user, "POST", "/v1/sales/sale/reservations", "{\"quantity\": 1}")
                .header("Idempotency-Key", "k");
    }
}
