package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes the leaves of a draw, as it comes out of PostgreSQL. */
final class LeafCopyTest {
    private static final String BLIND = "00112233-4455-6677-8899-aabbccddeeff";

    private final int sale =
            SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 5).number();

    @Test
    void allThatCountComeInParts() throws Exception {
        Selection best = new Selection.Best(1);
        enter("ann", 0, 1, null, false);
        enter("b\u00e9a", 2, 30_000, best.text(), false);
        enter("gone", 0, 1, null, true);
        enter("\u5c0f\u660e", 0, 4, null, false);
        List<Integer> parts = new ArrayList<>();
        List<Draws.Leaf> leaves = new ArrayList<>();
        try (Connection connection = TestServer.connect()) {
            LeafCopy.of(connection, sale, 2, part -> {
                parts.add(part.size());
                leaves.addAll(part);
            });
            assertThat(connection.isValid(1)).as("it is read to its end").isTrue();
        }
        assertThat(parts).containsExactly(2, 1);
        assertThat(leaves.stream().map(LeafCopyTest::text))
                .containsExactlyInAnyOrder(
                        "ann 0 1 " + Selection.ANY.text(),
                        "b\u00e9a 2 30000 " + best.text(),
                        "\u5c0f\u660e 0 4 " + Selection.ANY.text());
        assertThat(leaves)
                .allMatch(leaf -> HexFormat.of().formatHex(leaf.blind()).equals(BLIND.replace("-", "")));
    }

    @Test
    void ofNobodyThereIsNothing() {
        List<Draws.Leaf> leaves = new ArrayList<>();
        TestServer.database().draws().leaves(sale, leaves::addAll);
        assertThat(leaves).isEmpty();
    }

    private static String text(Draws.Leaf leaf) {
        return new String(leaf.user(), StandardCharsets.UTF_8) + " " + leaf.tier() + " " + leaf.quantity() + " "
                + leaf.preferences();
    }

    private void enter(String user, int tier, int quantity, String selection, boolean withdrawn) throws Exception {
        TestServer.execute(
                "INSERT INTO draw_entry (sale, user_id, tier, quantity, selection, blind, withdrawn, changed_at) VALUES ("
                        + sale + ", '" + user + "', " + tier + ", " + quantity + ", "
                        + (selection == null ? "NULL" : "'" + selection + "'") + ", '" + BLIND + "', " + withdrawn
                        + ", now())");
    }
}
