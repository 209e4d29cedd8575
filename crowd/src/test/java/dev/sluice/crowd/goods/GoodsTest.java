package dev.sluice.crowd.goods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GoodsTest {
    static List<Goods> kinds() {
        return List.of(new CountedGoods(), new SeatedGoods(), new JourneyGoods(), new RedPacketGoods());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void salesAndPurchasesAreJson(Goods goods) {
        SaleSpec sale = SaleSpec.holding("sale", 40, 3, 60).of(goods).withWaitlist(7);
        Map<String, Object> draft = JsonTree.object(sale.draft().json());
        assertThat(draft).containsEntry("id", "sale").containsEntry("limitPerUser", 3);
        assertThat(draft.get("inventory")).isEqualTo(JsonTree.object(goods.inventory(40)));
        for (int seed = 0; seed < 50; seed++) {
            String purchase = goods.purchase(3, new Random(seed));
            assertThat(JsonTree.object(purchase)).isNotEmpty();
            assertThat(goods.purchase(3, new Random(seed))).isEqualTo(purchase);
        }
    }

    @Test
    void aSeatOfATrainIsOwnedOnEachHop() {
        Goods goods = new JourneyGoods();
        assertThat(goods.owned(Map.of("car", "1", "seat", "2A", "from", "b", "to", "d")))
                .containsExactly("seat 1/2A from b", "seat 1/2A from c");
    }

    @Test
    void aDraftIsEscapedAndChangesNothingElse() {
        SaleDraft draft = SaleDraft.of("one").text("title", "\"One\"\n");
        assertThat(JsonTree.object(draft.json())).isEqualTo(Map.of("id", "one", "title", "\"One\"\n"));
        draft.waitlist(3);
        assertThat(draft.json()).doesNotContain("waitlist");
    }
}
