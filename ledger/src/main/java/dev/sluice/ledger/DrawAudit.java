package dev.sluice.ledger;

import dev.sluice.engine.port.Audit;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.Order;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Selection;
import dev.sluice.sale.draw.DrawOrder;
import dev.sluice.sale.draw.EntryTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Whether the draw of a sale is what its rows follow from: works out the root of the entries and the order again, and holds the seal and the reservations
 * against them. What a beacon said is taken as it stands; whoever checks an archive checks its signature. Once, by one thread.
 */
final class DrawAudit {
    private static final int FETCHED_ROWS = 10_000;

    /** Reservations that are looked for among all who were drawn, in vain. Beyond, none is looked for. */
    private static final int MOST_MISSES = 100;

    private final Connection connection;
    private final int sale;
    private final String id;
    private final Order order;
    private final ReservationIds ids = new ReservationIds();

    /** Null for none, or one that cannot be. */
    private DrawState state;

    private EntryTree tree;
    /** Ids of the entries that count, two words each, in the order in which they were read. */
    private long[] entries = new long[2];

    private long entered;

    private DrawAudit(Connection connection, int sale, String id, Order order) {
        this.connection = connection;
        this.sale = sale;
        this.id = id;
        this.order = order;
    }

    /**
     * What is checked, in a transaction; nothing for a sale in which nothing is drawn.
     *
     * @param stored its order, as its row has it
     */
    static List<Audit.Check> of(Connection connection, int sale, String id, String stored) throws SQLException {
        Order order = OrderFormat.restore(stored);
        return order.fairness() == null ? List.of() : new DrawAudit(connection, sale, id, order).checks();
    }

    private List<Audit.Check> checks() throws SQLException {
        List<Audit.Check> checks = new ArrayList<>();
        checks.add(new Audit.Check("draw-follows-its-promise", readState() ? 0 : 1));
        checks.add(new Audit.Check("no-entry-after-the-seal", late()));
        checks.add(new Audit.Check("seal-is-of-the-entries", seal() ? 0 : 1));
        checks.addAll(served());
        return checks;
    }

    /** Each step of it follows the one before, and each value is one that was promised. */
    private boolean readState() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + DrawTable.COLUMNS + " FROM draw WHERE sale = ?")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                state = row.next() ? DrawTable.read(row, id, order.fairness()) : null;
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private long late() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT count(*) FROM draw_entry JOIN draw USING (sale) WHERE sale = ? AND changed_at > sealed_at")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Works out the root again. Returns whether it is the one that was sealed, if one was. */
    private boolean seal() throws SQLException {
        List<String> tiers = tiers();
        EntryTree.Builder builder = new EntryTree.Builder(id);
        readEntries(tiers, builder);
        if (state == null || state.draw().seal() == null) {
            return true;
        }
        try {
            tree = builder.seal();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return tree.root().equals(state.draw().seal().root())
                && tree.size() == state.draw().seal().entries();
    }

    private void readEntries(List<String> tiers, EntryTree.Builder builder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT user_id, tier, quantity, selection, blind FROM draw_entry WHERE sale = ? AND NOT withdrawn")) {
            statement.setInt(1, sale);
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String user = row.getString(1);
                    int tier = row.getShort(2);
                    String tierId = tiers.size() == 1 ? "" : tier < tiers.size() ? tiers.get(tier) : "?";
                    String selection = row.getString(4);
                    UUID blind = row.getObject(5, UUID.class);
                    byte[] blindBytes = ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(blind.getMostSignificantBits())
                            .putLong(blind.getLeastSignificantBits())
                            .array();
                    builder.add(
                            user.getBytes(StandardCharsets.UTF_8),
                            blindBytes,
                            tierId,
                            row.getInt(3),
                            selection == null ? Selection.ANY.text() : selection,
                            keep(ids.entry(sale, ids.buyer(sale, user))));
                }
            }
        }
    }

    private int keep(UUID entry) {
        int number = Math.toIntExact(entered++);
        if (2 * number == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[2 * number] = entry.getMostSignificantBits();
        entries[2 * number + 1] = entry.getLeastSignificantBits();
        return number;
    }

    private List<String> tiers() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM tier WHERE sale = ? ORDER BY number")) {
            statement.setInt(1, sale);
            List<String> tiers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tiers.add(row.getString(1));
                }
            }
            return tiers;
        }
    }

    /** Reservations that came of entries, in the order in which they were made, against the order that was drawn. */
    private List<Audit.Check> served() throws SQLException {
        int[] inOrder = drawn();
        int servedCount = state == null ? 0 : state.served();
        long given = 0;
        long others = 0;
        long outOfOrder = 0;
        long before = 0;
        int place = 0;
        int misses = 0;
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT r.id, r.user_id, e.withdrawn IS NOT DISTINCT FROM false AND r.tier = e.tier AND r.quantity = e.quantity
                FROM reservation r LEFT JOIN draw_entry e ON e.sale = r.sale AND e.user_id = r.user_id
                WHERE r.sale = ? ORDER BY r.ordinal""")) {
            statement.setInt(1, sale);
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID reservation = row.getObject(1, UUID.class);
                    if (!reservation.equals(ids.entry(sale, ids.buyer(sale, row.getString(2))))) {
                        before++;
                        continue;
                    }
                    given++;
                    others += row.getBoolean(3) ? 0 : 1;
                    int found = misses < MOST_MISSES ? find(inOrder, place, reservation) : inOrder.length;
                    boolean isNext = order instanceof Order.Split || found == place && before == 0;
                    outOfOrder += found < servedCount && found < inOrder.length && isNext ? 0 : 1;
                    misses += found < inOrder.length ? 0 : 1;
                    place = found < inOrder.length ? found + 1 : place;
                }
            }
        }
        boolean isCounted = switch (order) {
            case Order.Lottery _ -> given == servedCount;
            case Order.Split _ -> given <= servedCount;
            case Order.Shuffled _, Order.FirstCome _ -> given == 0;
        };
        return List.of(
                new Audit.Check("served-in-the-order-drawn", outOfOrder),
                new Audit.Check("served-have-what-they-entered", others),
                new Audit.Check("served-as-many-as-are-counted", isCounted ? 0 : 1));
    }

    /** Numbers of entries in the order that follows from the seed; none where nothing was drawn. */
    private int[] drawn() {
        if (tree == null || state.drawnAtMillis() == 0) {
            return new int[0];
        }
        int[] inOrder = new int[tree.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = tree.number(i);
        }
        new DrawOrder.Shuffle(state.draw().seed(), inOrder).proceed(Integer.MAX_VALUE);
        return inOrder;
    }

    /** In which place from this one on an entry stands, from 0; as many as there are for in none. */
    private int find(int[] inOrder, int from, UUID entry) {
        for (int place = from; place < inOrder.length; place++) {
            int at = 2 * inOrder[place];
            if (entries[at] == entry.getMostSignificantBits() && entries[at + 1] == entry.getLeastSignificantBits()) {
                return place;
            }
        }
        return inOrder.length;
    }
}
