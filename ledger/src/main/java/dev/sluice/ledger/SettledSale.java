package dev.sluice.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A sale that is over and settled, as small as it can be shown from: its own id, texts, facts, window and counts in one array, the rest shared
 * with sales of the same terms. Any thread may use it.
 */
final class SettledSale implements Catalogue.Entry {
    private static final int PAUSED = 1;
    private static final int CLOSED = 2;
    private static final byte[] NOTHING = {};
    private static final int FIXED_BYTES = 3 * Long.BYTES + 1 + 2 * Integer.BYTES;
    private static final int TIER_BYTES = 2 * Long.BYTES;

    private final int number;
    private final String id;
    private final String owner;
    private final SharedTerms terms;
    private final byte[] packed;

    private SettledSale(int number, String id, String owner, SharedTerms terms, byte[] packed) {
        this.number = number;
        this.id = id;
        this.owner = owner;
        this.terms = terms;
        this.packed = packed;
    }

    /**
     * @param owner of the row, in memory once for all that are theirs
     * @param tiers whose units are free, sold or withheld
     */
    static SettledSale of(SaleRow row, String owner, SharedTerms terms, List<TierTable.Tier> tiers) {
        byte[] title = row.title().getBytes(UTF_8);
        byte[] description = row.description().getBytes(UTF_8);
        String stored = FactsFormat.store(row.facts());
        byte[] facts = stored == null ? NOTHING : stored.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(
                FIXED_BYTES + tiers.size() * TIER_BYTES + title.length + description.length + facts.length);
        bytes.putLong(row.window().opensAtMillis()).putLong(row.window().closesAtMillis());
        bytes.putLong(row.version()).put((byte) ((row.paused() ? PAUSED : 0) | (row.closed() ? CLOSED : 0)));
        tiers.forEach(tier -> bytes.putLong(tier.sold()).putLong(tier.withheld()));
        bytes.putInt(title.length).put(title);
        bytes.putInt(description.length).put(description).put(facts);
        return new SettledSale(row.number(), row.id(), owner, terms, bytes.array());
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public SaleState sale() {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        Window window = new Window(bytes.getLong(), bytes.getLong());
        long version = bytes.getLong();
        int flags = bytes.get();
        bytes.position(bytes.position() + terms.common().tiers().size() * TIER_BYTES);
        String title = text(bytes, bytes.getInt());
        String description = text(bytes, bytes.getInt());
        String facts = bytes.hasRemaining() ? text(bytes, bytes.remaining()) : null;
        return new SaleState(
                number,
                terms.with(id, title, description, FactsFormat.restore(facts), window),
                (flags & PAUSED) != 0,
                (flags & CLOSED) != 0,
                version,
                0,
                owner);
    }

    private static String text(ByteBuffer bytes, int length) {
        int start = bytes.position();
        bytes.position(start + length);
        return new String(bytes.array(), start, length, UTF_8);
    }

    @Override
    public List<TierState> tiers() {
        ByteBuffer bytes = ByteBuffer.wrap(packed, 3 * Long.BYTES + 1, packed.length - 3 * Long.BYTES - 1);
        List<TierState> states = new ArrayList<>();
        terms.common().tiers().forEach(tier -> {
            TierTable.Tier counted = new TierTable.Tier(tier, 0, 0, bytes.getLong(), bytes.getLong(), 0);
            states.add(counted.state(terms.common().rules()));
        });
        return List.copyOf(states);
    }
}
