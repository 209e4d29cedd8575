package dev.sluice.gateway.document;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.json.Json;
import dev.sluice.sale.Order;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import io.vertx.core.buffer.Buffer;

/** What everybody who waits is told: the same for all, so that they can share one answer. */
public final class QueueJson {
    /** Nobody asks more often than this, nor less often than {@link #CEILING_SECONDS}: a tenth of what they have to wait, so much off by chance. */
    public static final int FLOOR_SECONDS = 2;

    public static final int CEILING_SECONDS = 30;
    private static final int JITTER_PERCENT = 30;

    /** So long before the opening there are places, where nothing is drawn. */
    public static final long EARLIEST_MILLIS = 86_400_000;

    private static final RoomView UNKNOWN = new RoomView(false, 0, 0, 0, 0, 1_000);

    /** How far it is with those who wait. */
    public enum Phase {
        /** Nobody can take a place yet. */
        SCHEDULED,
        /** Whoever comes now is in the draw for places. */
        GATHERING,
        /** Places are being drawn; who comes now is behind them. */
        DRAWING,
        /** There are places, and nobody is called before the sale opens, and those who were drawn in a lottery are served. */
        WAITING,
        /** One after the other is called. */
        SERVING,
        /** Nothing is left now; it may come free. */
        SOLD_OUT,
        /** Its merchant paused the sale; places stay. */
        PAUSED,
        /** The sale is over. */
        CLOSED
    }

    private QueueJson() {}

    /** The waiting room, as far as it is known. */
    public static RoomView room(SaleView view) {
        return view.room() == null ? UNKNOWN : view.room();
    }

    public static Phase phase(SaleView view, long nowMillis) {
        SaleTerms terms = view.sale().terms();
        return switch (view.status()) {
            case CLOSED -> Phase.CLOSED;
            case PAUSED -> Phase.PAUSED;
            case SCHEDULED, OPEN -> {
                Order order = terms.order();
                if (order.gathers() && !room(view).ready()) {
                    boolean sealed = nowMillis >= order.sealMillis(terms.window());
                    boolean begun = nowMillis >= order.entriesFromMillis();
                    yield sealed ? Phase.DRAWING : begun ? Phase.GATHERING : Phase.SCHEDULED;
                }
                long opens = terms.window().opensAtMillis();
                if (nowMillis < opens || areOthersServed(view)) {
                    yield order.gathers() || nowMillis >= opens - EARLIEST_MILLIS ? Phase.WAITING : Phase.SCHEDULED;
                }
                yield left(view) == 0 ? Phase.SOLD_OUT : Phase.SERVING;
            }
        };
    }

    /** Whether those who were drawn come first, in a sale that has opened. */
    private static boolean areOthersServed(SaleView view) {
        return view.sale().terms().order() instanceof Order.Lottery
                && !room(view).ready();
    }

    /** Units that may be asked for. */
    public static long left(SaleView view) {
        long left = 0;
        for (TierState tier : view.tiers()) {
            left += Math.max(0, tier.admissible());
        }
        return left;
    }

    private static long placesOnWaitlist(SaleView view) {
        long places = 0;
        for (TierState tier : view.tiers()) {
            places += Math.max(0, view.sale().terms().rules().waitlistCapacity() - tier.waiting());
        }
        return places;
    }

    public static Buffer write(SaleView view, Phase phase) {
        RoomView room = room(view);
        SaleTerms terms = view.sale().terms();
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("phase", phase.name());
            Json.time(json, "opensAt", terms.window().opensAtMillis());
            json.writeNumberField("serving", room.serving());
            json.writeNumberField("last", room.last());
            json.writeNumberField("ratePerMinute", ratePerMinute(view));
            json.writeNumberField("inside", room.inside());
            json.writeDecimalField("shows", room.showsPermille(), 3);
            json.writeNumberField("left", left(view));
            if (terms.rules().waitlistCapacity() > 0) {
                json.writeNumberField("waitlist", placesOnWaitlist(view));
            }
            json.writeObjectFieldStart("poll");
            json.writeNumberField("floorSeconds", FLOOR_SECONDS);
            json.writeNumberField("ceilingSeconds", CEILING_SECONDS);
            json.writeDecimalField("jitter", JITTER_PERCENT, 2);
            json.writeEndObject();
            String message = message(view, phase);
            if (message != null) {
                json.writeStringField("message", message);
            }
            json.writeEndObject();
        }));
    }

    /** Places that are called in a minute: as measured; before that, as the sale's terms say. */
    public static int ratePerMinute(SaleView view) {
        int measured = room(view).perMinute();
        return measured > 0 ? measured : view.sale().terms().room().perMinute();
    }

    /** For people; null where there is nothing to be said. */
    public static String message(SaleView view, Phase phase) {
        boolean hasWaitlist = view.sale().terms().rules().waitlistCapacity() > 0;
        return switch (phase) {
            case SOLD_OUT ->
                hasWaitlist
                        ? "Everything is taken. Whoever is called can still join the waitlist: units that come free go to it first."
                        : "Everything is taken. Units may come free while others do not pay; places stay.";
            case PAUSED -> "The sale is paused. Places stay.";
            case CLOSED -> "The sale is over.";
            case WAITING ->
                view.status() == SaleStatus.OPEN
                        ? "Those who were drawn come first. Then one after the other is called."
                        : null;
            case SCHEDULED, GATHERING, DRAWING, SERVING -> null;
        };
    }
}
