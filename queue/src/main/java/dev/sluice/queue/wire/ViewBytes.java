package dev.sluice.queue.wire;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.travel.AvailabilityBytes;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.TierState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody may see of a sale. The sale with its terms is told whole, as a block, or by its version and the checksum of that block where
 * the readers know it. All else is always told whole: it is bounded by a bit a seat and a few numbers a tier. Any thread may use it.
 */
final class ViewBytes {
    private static final int NO_VIEW = 0;
    private static final int SALE_IS_TOLD = 1;
    private static final int SALE_IS_KNOWN = 2;
    private static final int USUAL_SALE = 512;
    private static final int USUAL_ROOM = 32;
    private static final int LEAST_TIER = 6;

    private static final Codes<SaleStatus> STATUSES = new Codes<>(
            "status of a sale", List.of(SaleStatus.SCHEDULED, SaleStatus.OPEN, SaleStatus.PAUSED, SaleStatus.CLOSED));

    private static final Logger LOG = LoggerFactory.getLogger(ViewBytes.class);

    private final SaleBytes sales;
    /** Why the terms of a sale could not be read the last time. */
    private final Map<Integer, String> unread = new ConcurrentHashMap<>();

    ViewBytes(SaleBytes sales) {
        this.sales = sales;
    }

    /** @param view may be null */
    void write(ByteWriter bytes, SaleView view, Told told) {
        if (view == null) {
            bytes.octet(NO_VIEW);
            return;
        }
        Told.Known known = told.of(view.sale());
        if (known == null) {
            tell(bytes, view.sale(), told);
        } else {
            bytes.octet(SALE_IS_KNOWN);
            bytes.number(known.sale().version());
            bytes.number(known.checksum());
        }
        STATUSES.write(bytes, view.status());
        bytes.flag(view.settled());
        bytes.unsigned(view.tiers().size());
        view.tiers().forEach(tier -> write(bytes, tier));
        byte[] availability = AvailabilityBytes.of(view.availability());
        bytes.block(view.sale().terms().room() == null ? availability : withRoom(availability, view.room()));
    }

    /** In the same block, as whoever does not know of waiting rooms does not know these terms either, and passes over it. */
    private static byte[] withRoom(byte[] availability, RoomView room) {
        ByteWriter block = new ByteWriter(availability.length + USUAL_ROOM);
        block.block(availability);
        block.flag(room != null);
        if (room != null) {
            block.flag(room.ready());
            block.number(room.serving());
            block.number(room.last());
            block.number(room.inside());
            block.number(room.perMinute());
            block.number(room.showsPermille());
        }
        return block.toArray();
    }

    private void tell(ByteWriter bytes, SaleState sale, Told told) {
        ByteWriter block = new ByteWriter(USUAL_SALE);
        sales.write(block, sale, SaleBytes.version(sale.terms(), sale.owner()));
        bytes.octet(SALE_IS_TOLD);
        bytes.block(block.toArray());
        told.note(sale, WireFrame.checksum(block.array(), block.size()));
    }

    private static void write(ByteWriter bytes, TierState tier) {
        bytes.number(tier.capacity());
        bytes.number(tier.held());
        bytes.number(tier.sold());
        bytes.number(tier.withheld());
        bytes.number(tier.admissible());
        bytes.number(tier.waiting());
    }

    /** Null if there is none, or if it is of terms that this process has not voice of. */
    SaleView view(ByteReader bytes, int number, Heard.Voice voice) {
        int what = bytes.octet();
        if (what == NO_VIEW) {
            return null;
        }
        SaleState sale = sale(what, bytes, number, voice);
        SaleStatus status = STATUSES.read(bytes);
        boolean settled = bytes.flag();
        List<TierState> tiers = tiers(bytes);
        byte[] availability = bytes.block();
        if (sale == null) {
            return null;
        }
        if (tiers.size() != sale.terms().tiers().size()) {
            throw new UnreadableFrameException("it counts " + tiers.size() + " tiers of "
                    + sale.terms().tiers().size());
        }
        RoomView room = null;
        if (sale.terms().room() != null) {
            ByteReader block = new ByteReader(availability, 0, availability.length);
            availability = block.block();
            room = block.flag() ? room(block) : null;
            block.requireEnd();
        }
        return new SaleView(
                sale, status, tiers, AvailabilityBytes.availability(sale.terms(), availability), settled, room);
    }

    private static RoomView room(ByteReader bytes) {
        return new RoomView(
                bytes.flag(), bytes.integer(), bytes.integer(), bytes.integer(), bytes.integer(), bytes.integer());
    }

    private SaleState sale(int what, ByteReader bytes, int number, Heard.Voice voice) {
        return switch (what) {
            case SALE_IS_TOLD -> told(bytes.block(), number, voice);
            case SALE_IS_KNOWN -> voice.find(number, bytes.number(), bytes.integer());
            default -> throw new UnreadableFrameException("no view begins with " + what);
        };
    }

    /** Null if the terms cannot be understood, or their plan not be found: the others that the edition tells of are not to suffer from it. */
    private SaleState told(byte[] block, int number, Heard.Voice voice) {
        SaleState sale;
        try {
            ByteReader bytes = new ByteReader(block, 0, block.length);
            sale = sales.block(bytes);
            bytes.requireEnd();
        } catch (RuntimeException e) {
            complain(number, String.valueOf(e.getMessage()));
            return null;
        }
        if (sale.number() != number) {
            throw new UnreadableFrameException("news of sale " + number + " show sale " + sale.number());
        }
        unread.remove(number);
        voice.note(sale, WireFrame.checksum(block, block.length));
        return sale;
    }

    /** It is told again and again. */
    private void complain(int number, String why) {
        if (!why.equals(unread.put(number, why))) {
            LOG.warn("sale {} is asked for at its writer only: its terms cannot be read: {}", number, why);
        }
    }

    private static List<TierState> tiers(ByteReader bytes) {
        int count = bytes.count(LEAST_TIER);
        List<TierState> tiers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tiers.add(new TierState(
                    bytes.number(), bytes.number(), bytes.number(), bytes.number(), bytes.number(), bytes.integer()));
        }
        return List.copyOf(tiers);
    }
}
