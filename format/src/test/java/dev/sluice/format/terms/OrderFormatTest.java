package dev.sluice.format.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Order;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.Fairness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderFormatTest {
    private static final Fairness PARTIES = new Fairness(List.of("ab".repeat(32), "cd".repeat(32)), null, false);
    private static final Fairness BEACON = new Fairness(List.of(), new BeaconRound("0f".repeat(32), 4711), false);
    private static final Fairness UNPROVEN = new Fairness(List.of("ab".repeat(32)), null, true);
    private static final long AT = 1_796_083_200_123L;

    private static final Order.Lottery LOTTERY = new Order.Lottery(AT, AT + 1, 600, PARTIES);
    private static final List<Order> ALL = List.of(
            Order.FIRST_COME,
            new Order.Shuffled(AT, 0, BEACON),
            new Order.Shuffled(AT, AT + 5, UNPROVEN),
            LOTTERY,
            new Order.Split(LOTTERY, null, 1),
            new Order.Split(LOTTERY, new Order.Shuffled(AT, 0, PARTIES), 5_000),
            new Order.Split(LOTTERY, new Order.Shuffled(AT, AT + 9, PARTIES), 9_999));

    private static final String LOTTERY_JSON = """
            {"mode": "LOTTERY",
             "order": {"entriesFrom": "2026-12-01T00:00:00Z", "entriesUntil": "2026-12-02T00:00:00Z", "payWithinSeconds": 900},
             "fairness": {"unproven": true, "parties": ["%s"]}}""".formatted("ab".repeat(32));

    @Test
    void whatIsKeptComesBack() {
        for (Order order : ALL) {
            assertThat(OrderFormat.restore(OrderFormat.store(order))).isEqualTo(order);
        }
        assertThat(OrderFormat.store(Order.FIRST_COME)).isNull();
        assertThat(OrderFormat.store(ALL.get(5))).contains("\"lotteryShare\":0.5}");
        assertThat(OrderFormat.store(ALL.get(4))).contains("\"lotteryShare\":0.0001}");
    }

    /** What an order that is not there would say is not told. */
    @Test
    void anOrderThatIsMissingIsNamedAndNothingInIt() {
        for (String order : new String[] {"null", "7"}) {
            FieldErrors errors = new FieldErrors();
            String json = "{\"mode\": \"LOTTERY\", \"order\": " + order + ", \"fairness\": {\"unproven\": true}}";

            Order read = OrderFormat.read(
                    new FieldReader("", JsonTree.object(json.getBytes(StandardCharsets.UTF_8)), errors),
                    Order.FIRST_COME);

            assertThat(errors.byPointer()).containsOnlyKeys("/order");
            assertThat(read).isEqualTo(Order.FIRST_COME);
        }
    }

    @Test
    void whatANewerReleaseWroteIsNotUnderstood() {
        for (String newer : new String[] {
            "{\"mode\": \"AUCTION\"}",
            LOTTERY_JSON.replace("\"mode\"", "\"more\": 1, \"mode\""),
            LOTTERY_JSON.replace("\"payWithinSeconds\"", "\"more\": 1, \"payWithinSeconds\""),
            LOTTERY_JSON.replace("\"unproven\"", "\"more\": 1, \"unproven\""),
            "{}x"
        }) {
            assertThatThrownBy(() -> OrderFormat.restore(newer)).isInstanceOf(InvalidFieldsException.class);
        }
    }

    /** One replaced word each, and where the error is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOTTERY|lottery|/mode",
                "LOTTERY|FIRST_COME|/order",
                "LOTTERY|FIRST_COME|/fairness",
                "LOTTERY|SHUFFLED|/order/gatherFrom",
                "LOTTERY|SHUFFLED|/order/entriesFrom",
                "LOTTERY|SPLIT|/order/lotteryShare",
                "2026-12-01T00:00:00Z|soon|/order/entriesFrom",
                "entriesUntil|entriesTill|/order/entriesUntil",
                "entriesUntil|entriesTill|/order/entriesTill",
                "900|0|/order/payWithinSeconds",
                "900|604801|/order/payWithinSeconds",
                "900|1.5|/order/payWithinSeconds",
                "\"fairness\"|\"fairnes\"|/fairness",
                "true|1|/fairness/unproven",
                "\"unproven\": true, ||/fairness/parties",
                "abab|zz|/fairness/parties",
                "unproven|proven|/fairness/proven",
                "\"unproven\": true|\"beacon\": {\"chain\": \"x\", \"round\": 0}|/fairness/beacon/chain",
                "\"unproven\": true|\"beacon\": {\"chain\": \"x\", \"round\": 0}|/fairness/beacon/round",
                "\"unproven\": true|\"beacon\": 7|/fairness/beacon",
            })
    void everyWrongFieldIsNamed(String good, String bad, String pointer) {
        String json = LOTTERY_JSON.replace(good, bad == null ? "" : bad);
        assertThat(wrong(json, Order.FIRST_COME)).contains(pointer);
    }

    @Test
    void aShareIsAPart() {
        String split = LOTTERY_JSON.replace("LOTTERY", "SPLIT");
        for (String share : new String[] {"0", "1", "-0.5", "0.00001", "0.12345", "\"0.5\"", "null", "1e300", "2"}) {
            String json =
                    split.replace("\"payWithinSeconds\"", "\"lotteryShare\": " + share + ", \"payWithinSeconds\"");
            assertThat(wrong(json, Order.FIRST_COME)).as(share).contains("/order/lotteryShare");
        }
        for (String share : new String[] {"0.5", "0.0001", "0.9999", "5e-1", "0.50"}) {
            String json =
                    split.replace("\"payWithinSeconds\"", "\"lotteryShare\": " + share + ", \"payWithinSeconds\"");
            assertThat(wrong(json, Order.FIRST_COME)).as(share).isEmpty();
        }
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        for (Order order : ALL) {
            assertThat(read("{}", order)).isEqualTo(order);
        }
        assertThat(read(
                        "{\"fairness\": {\"beacon\": {\"chain\": \"%s\", \"round\": 4711}}}".formatted("0f".repeat(32)),
                        LOTTERY))
                .isEqualTo(new Order.Lottery(AT, AT + 1, 600, BEACON));
        Order later = read(
                "{\"order\": {\"entriesFrom\": \"2026-12-01T00:00:00Z\", \"entriesUntil\": \"2026-12-02T00:00:00Z\","
                        + " \"payWithinSeconds\": 9}}",
                LOTTERY);
        assertThat(((Order.Lottery) later).payWithinSeconds()).isEqualTo(9);
        assertThat(later.fairness()).isEqualTo(PARTIES);
        assertThat(read("{\"mode\": \"FIRST_COME\"}", LOTTERY)).isEqualTo(Order.FIRST_COME);
        assertThat(wrong("{\"mode\": \"SHUFFLED\"}", LOTTERY)).containsExactlyInAnyOrder("/order", "/fairness");
    }

    private static Order read(String json, Order before) {
        FieldErrors errors = new FieldErrors();
        FieldReader reader = new FieldReader("", JsonTree.object(json), errors);
        Order order = OrderFormat.read(reader, before);
        reader.refuseOthers();
        errors.throwIfAny();
        return order;
    }

    private static Set<String> wrong(String json, Order before) {
        try {
            read(json, before);
            return Set.of();
        } catch (InvalidFieldsException e) {
            Map<String, String> errors = e.byPointer();
            assertThat(errors.values()).allSatisfy(detail -> assertThat(detail).isNotBlank());
            return errors.keySet();
        }
    }
}
