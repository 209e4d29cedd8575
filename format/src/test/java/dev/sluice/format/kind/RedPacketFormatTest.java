package dev.sluice.format.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketLeft;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RedPacketFormatTest {
    private static final KindStore STORE = KindStores.named("redPacket");
    private static final KindFormat FORMAT = Kinds.named("redPacket");
    private static final String PACKET = """
            {"total": {"amount": 1000, "currency": "CNY"}, "shares": 10, "split": "uniformCuts"}""";

    private final FieldErrors errors = new FieldErrors();

    @Test
    void aPacketHasOneFreeTierOfItsShares() {
        KindFormat.Offer offer = read(PACKET);

        assertThat(errors.isEmpty()).isTrue();
        assertThat(offer.currency()).isEqualTo("CNY");
        assertThat(offer.tiers()).containsExactly(new TierTerms("share", "Share", 0, 10));
        RedPacketTerms packet = (RedPacketTerms) offer.inventory();
        assertThat(packet.total()).isEqualTo(1000);
        assertThat(packet.split()).isEqualTo(Split.UNIFORM_CUTS);
        assertThat(packet.hasReturned()).isFalse();
    }

    @Test
    void everyPacketHasASecretOfItsOwn() {
        RedPacketTerms one = (RedPacketTerms) read(PACKET).inventory();
        RedPacketTerms other = (RedPacketTerms) read(PACKET).inventory();

        assertThat(one).isNotEqualTo(other);
        assertThat(one.seedHigh()).isNotEqualTo(other.seedHigh());
        assertThat(one.seedLow()).isNotEqualTo(other.seedLow());
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(wrong("{}")).containsExactlyInAnyOrder("/total", "/shares");
        assertThat(wrong("""
                {"total": {"amount": 0, "currency": "XXL", "x": 1}, "shares": 0, "split": "fair", "seed": "0"}""")).contains("/total/amount", "/total/currency", "/total/x", "/shares", "/split", "/seed");
        assertThat(wrong("""
                {"total": {"amount": 9, "currency": "CNY"}, "shares": 10}""")).containsExactly("/total/amount");
    }

    @Test
    void rulesThatDoNotGoWithAPacketAreNamed() {
        FORMAT.check(new PurchaseRules(1, 900, TakeStock.HOLD, 100, 0), errors);
        assertThat(errors.isEmpty()).isTrue();

        FORMAT.check(new PurchaseRules(2, 900, TakeStock.HOLD, 100, 5), errors);
        FORMAT.check(new PurchaseRules(1, 900, TakeStock.PAYMENT, 100, 0), errors);

        assertThat(errors.has("/limitPerUser")).isTrue();
        assertThat(errors.has("/waitlist")).isTrue();
        assertThat(errors.has("/takeStock")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStoredIsRestored(Split split) {
        RedPacketTerms fresh = new RedPacketTerms(1000, 10, split, Long.MIN_VALUE, -1);
        RedPacketTerms returned = new RedPacketTerms(1_000_000_000_000L, 10, split, 5, 0x123456789abcdefL, 0);

        assertThat(STORE.restore(STORE.store(fresh), null, List.of())).isEqualTo(fresh);
        assertThat(STORE.restore(STORE.store(returned), null, List.of())).isEqualTo(returned);
    }

    @Test
    void nothingThatIsShownHasTheSecret() throws IOException {
        RedPacketTerms packet =
                new RedPacketTerms(1000, 10, Split.EQUAL, 0x1122334455667788L, 0x99aabbccddeeff00L, 400);

        String shown = described(packet, 6, new RedPacketLeft(600, true))
                + packet
                + sale(packet)
                + Written.by(json -> FORMAT.unit(json, sale(packet), Selection.ANY, Units.NONE, 0, 100));

        assertThat(shown.toLowerCase())
                .doesNotContain("seed", "11223344", "99aabbcc", Long.toString(packet.seedHigh()))
                .doesNotContain(Long.toString(packet.seedLow()));
    }

    @Test
    void everybodySeesWhatWasGrabbedAndWhatReturned() throws IOException {
        RedPacketTerms open = new RedPacketTerms(1000, 10, Split.EQUAL, 1, 2);
        RedPacketTerms closed = new RedPacketTerms(1000, 10, Split.EQUAL, 1, 2, 400);
        String packet = "{\"total\":{\"amount\":1000,\"currency\":\"CNY\"},\"shares\":10,\"split\":\"equal\",";

        assertThat(described(open, 6, new RedPacketLeft(600, false)))
                .isEqualTo(packet + "\"grabbed\":6,\"granted\":{\"amount\":600,\"currency\":\"CNY\"}}");
        assertThat(described(closed, 6, Availability.UNKNOWN))
                .isEqualTo(packet + "\"grabbed\":6,\"granted\":{\"amount\":600,\"currency\":\"CNY\"},"
                        + "\"returned\":{\"amount\":400,\"currency\":\"CNY\"}}");
        assertThat(described(open, 6, Availability.UNKNOWN)).isEqualTo(packet + "\"grabbed\":6}");
    }

    @Test
    void aTicketIsWorthItsShare() {
        assertThat(Written.by(json -> FORMAT.unit(
                        json, sale(new RedPacketTerms(10, 2, Split.EQUAL, 1, 2)), Selection.ANY, Units.NONE, 0, 17)))
                .isEqualTo("{\"kind\":\"redPacket\",\"amount\":{\"amount\":17,\"currency\":\"CNY\"}}");
    }

    private static String described(RedPacketTerms packet, long grabbed, Availability availability) {
        TierState tier = new TierState(10, 0, grabbed, 0, 10 - grabbed, 0);
        return Json.text(json -> {
            json.writeStartObject();
            FORMAT.describe(json, sale(packet), List.of(tier), availability);
            json.writeEndObject();
        });
    }

    private static SaleTerms sale(RedPacketTerms packet) {
        return new SaleTerms(
                "p",
                "P",
                "",
                new Window(1, 2),
                Order.FIRST_COME,
                new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0),
                "CNY",
                List.of(new TierTerms("share", "Share", 0, packet.shares())),
                packet);
    }

    private List<String> wrong(String json) {
        FieldErrors found = new FieldErrors();
        FORMAT.read(new FieldReader("", JsonTree.object(json.getBytes(UTF_8)), found), KindFormat.Plans.NONE);
        return List.copyOf(found.invalid().byPointer().keySet());
    }

    private KindFormat.Offer read(String json) {
        return FORMAT.read(new FieldReader("", JsonTree.object(json.getBytes(UTF_8)), errors), KindFormat.Plans.NONE);
    }
}
