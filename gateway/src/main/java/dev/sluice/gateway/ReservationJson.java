package dev.sluice.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.format.KindFormat;
import dev.sluice.json.JsonBytes;
import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reservations and tickets as JSON. Used by one event loop. */
final class ReservationJson {
    private static final byte[] ID = json("{\"id\":");
    private static final byte[] SALE = json(",\"sale\":");
    private static final byte[] TIER = json(",\"tier\":");
    private static final byte[] QUANTITY = json(",\"quantity\":");
    private static final byte[] STATUS = json(",\"status\":");
    private static final byte[] REASON = json(",\"reason\":");
    private static final byte[] AMOUNT = json(",\"amount\":{\"amount\":");
    private static final byte[] CURRENCY = json(",\"currency\":");
    private static final byte[] CREATED_AT = json("},\"createdAt\":");
    private static final byte[] EXPIRES_AT = json(",\"expiresAt\":");
    private static final byte[] POSITION = json(",\"position\":");
    private static final byte[] USER = json(",\"user\":");
    private static final byte[] ORDINAL = json(",\"ordinal\":");
    private static final byte[] TICKETS = json(",\"tickets\":[");
    private static final byte[] RESERVATION = json(",\"reservation\":");
    private static final byte[] UNIT = json(",\"unit\":");
    private static final byte[] TICKET_STATUS = json(",\"status\":");
    private static final byte[] CODE = json(",\"code\":");
    private static final byte[] COMMA = json(",");
    private static final byte[] END_ARRAY = json("]");
    private static final byte[] END = json("}");

    private final JsonBytes bytes = new JsonBytes();
    private final TicketCodes codes;
    private final long[] timeMillis = new long[2];
    private final String[] timeText = {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"};

    ReservationJson(TicketCodes codes) {
        this.codes = codes;
    }

    /** For its buyer's own eyes, with the tickets. */
    Buffer toBuffer(SaleTerms sale, ReservationState state) {
        bytes.clear();
        write(sale, state, null);
        return written();
    }

    /** A request that is taken in and not decided. */
    Buffer queued(SaleTerms sale, Command.Reserve request, long position) {
        bytes.clear();
        head(sale, request, ReservationStatus.QUEUED);
        bytes.json(POSITION).number(position).json(END);
        return written();
    }

    /** A request that was refused. */
    Buffer rejected(SaleTerms sale, Command.Reserve request, String reason) {
        bytes.clear();
        head(sale, request, ReservationStatus.REJECTED);
        bytes.json(REASON).string(reason).json(END);
        return written();
    }

    /** A page of a listing, {@code {"<name>": […], "nextCursor": …}}; {@code element} writes one. */
    <T> Buffer page(String name, List<T> page, Consumer<T> element, String nextCursor) {
        bytes.clear().json(json("{\"" + name + "\":["));
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                bytes.json(COMMA);
            }
            element.accept(page.get(i));
        }
        bytes.json(END_ARRAY);
        if (nextCursor != null) {
            bytes.json(json(",\"nextCursor\":")).string(nextCursor);
        }
        bytes.json(END);
        return written();
    }

    /**
     * Appends a reservation to what is being written.
     *
     * @param user for merchants; null for the buyer, who gets the tickets instead
     */
    void write(SaleTerms sale, ReservationState state, String user) {
        head(sale, state.id(), state.tier(), state.quantity(), state.selection(), state.status());
        if (state.reason() != null) {
            bytes.json(REASON).string(state.reason().name());
        }
        bytes.json(AMOUNT).number(state.amount()).json(CURRENCY).string(sale.currency());
        bytes.json(CREATED_AT).string(time(0, state.createdAtMillis()));
        if (state.expiresAtMillis() > 0) {
            bytes.json(EXPIRES_AT).string(time(1, state.expiresAtMillis()));
        }
        if (state.place() > 0) {
            bytes.json(POSITION).number(state.place());
        }
        if (user == null) {
            tickets(sale, state);
        } else {
            bytes.json(USER).string(user).json(ORDINAL).number(state.ordinal());
        }
        bytes.json(END);
    }

    /** Appends a ticket to what is being written. */
    void ticket(SaleTerms sale, int tier, UUID reservation, UUID ticket, String unit, String status) {
        bytes.json(ID).uuid(ticket).json(RESERVATION).uuid(reservation);
        bytes.json(SALE)
                .string(sale.id())
                .json(TIER)
                .string(sale.tiers().get(tier).id());
        bytes.json(UNIT).text(unit).json(TICKET_STATUS).string(status);
        if (status.equals("VALID")) {
            bytes.json(CODE).string(codes.code(ticket));
        }
        bytes.json(END);
    }

    private void head(SaleTerms sale, Command.Reserve request, ReservationStatus status) {
        head(sale, request.id(), request.tier(), request.quantity(), request.selection(), status);
    }

    private void head(SaleTerms sale, UUID id, int tier, int quantity, Selection selection, ReservationStatus status) {
        bytes.json(ID).uuid(id).json(SALE).string(sale.id());
        bytes.json(TIER).string(sale.tiers().get(tier).id());
        bytes.json(QUANTITY).number(quantity);
        if (selection != Selection.ANY) {
            bytes.text(KindFormat.of(sale).wish(sale, selection));
        }
        bytes.json(STATUS).string(status.name());
    }

    private void tickets(SaleTerms sale, ReservationState state) {
        String status = ticketStatus(state.status());
        bytes.json(TICKETS);
        KindFormat format = KindFormat.of(sale);
        for (int i = 0; status != null && i < state.quantity(); i++) {
            if (i > 0) {
                bytes.json(COMMA);
            }
            String unit = format.unit(sale, state.selection(), state.units(), i, state.amount());
            ticket(sale, state.tier(), state.id(), ReservationIds.ticket(state.id(), i + 1), unit, status);
        }
        bytes.json(END_ARRAY);
    }

    private static String ticketStatus(ReservationStatus status) {
        return switch (status) {
            case HELD -> "HELD";
            case CONFIRMED -> "VALID";
            case REFUNDED -> "REFUNDED";
            case QUEUED, WAITLISTED, EXPIRED, CANCELLED, REJECTED -> null;
        };
    }

    /** Reservations of one batch have the same times: the last of each kind is kept. */
    private String time(int kind, long epochMillis) {
        if (epochMillis != timeMillis[kind]) {
            timeMillis[kind] = epochMillis;
            timeText[kind] = Instant.ofEpochMilli(epochMillis).toString();
        }
        return timeText[kind];
    }

    private Buffer written() {
        return Buffer.buffer(bytes.length()).appendBytes(bytes.array(), 0, bytes.length());
    }

    private static byte[] json(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
