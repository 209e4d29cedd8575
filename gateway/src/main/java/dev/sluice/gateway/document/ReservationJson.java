package dev.sluice.gateway.document;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.json.JsonBytes;
import dev.sluice.sale.Command;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Reservations and tickets as JSON. Used by one event loop. */
public final class ReservationJson {
    private static final byte[] ID = JsonBytes.constant("{\"id\":");
    private static final byte[] ORDER_NUMBER = JsonBytes.constant(",\"orderNumber\":");
    private static final byte[] SALE = JsonBytes.constant(",\"sale\":");
    private static final byte[] TIER = JsonBytes.constant(",\"tier\":");
    private static final byte[] ITEMS = JsonBytes.constant(",\"items\":[");
    private static final byte[] ITEM = JsonBytes.constant("{\"tier\":");
    private static final byte[] PRICE = JsonBytes.constant(",\"price\":{\"amount\":");
    private static final byte[] ITEM_END = JsonBytes.constant("}}");
    private static final byte[] QUANTITY = JsonBytes.constant(",\"quantity\":");
    private static final byte[] STATUS = JsonBytes.constant(",\"status\":");
    private static final byte[] REASON = JsonBytes.constant(",\"reason\":");
    private static final byte[] AMOUNT = JsonBytes.constant(",\"amount\":{\"amount\":");
    private static final byte[] REFUNDED_AMOUNT = JsonBytes.constant("},\"refundedAmount\":{\"amount\":");
    private static final byte[] CURRENCY = JsonBytes.constant(",\"currency\":");
    private static final byte[] CREATED_AT = JsonBytes.constant("},\"createdAt\":");
    private static final byte[] EXPIRES_AT = JsonBytes.constant(",\"expiresAt\":");
    private static final byte[] POSITION = JsonBytes.constant(",\"position\":");
    private static final byte[] ESTIMATE = JsonBytes.constant(",\"estimateSeconds\":");
    private static final byte[] PLACE = JsonBytes.constant(",\"place\":");
    private static final byte[] TICKET = JsonBytes.constant(",\"ticket\":");
    private static final byte[] RANK = JsonBytes.constant(",\"rank\":");
    private static final byte[] USER = JsonBytes.constant(",\"user\":");
    private static final byte[] ORDINAL = JsonBytes.constant(",\"ordinal\":");
    private static final byte[] TICKETS = JsonBytes.constant(",\"tickets\":[");
    private static final byte[] RESERVATION = JsonBytes.constant(",\"reservation\":");
    private static final byte[] TIER_NAME = JsonBytes.constant(",\"tierName\":");
    private static final byte[] UNIT = JsonBytes.constant(",\"unit\":");
    private static final byte[] CODE = JsonBytes.constant(",\"code\":");
    private static final byte[] QR = JsonBytes.constant(",\"qr\":");
    private static final byte[] NEXT_CURSOR = JsonBytes.constant(",\"nextCursor\":");
    private static final byte[] UNAVAILABLE = JsonBytes.constant(",\"unavailable\":[");
    private static final byte[] COMMA = JsonBytes.constant(",");
    private static final byte[] END_ARRAY = JsonBytes.constant("]");
    private static final byte[] END = JsonBytes.constant("}");

    private final JsonBytes bytes = new JsonBytes();
    private final TicketCodes codes;
    private final long[] timeMillis = new long[2];
    private final String[] timeText = {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"};

    public ReservationJson(TicketCodes codes) {
        this.codes = codes;
    }

    /** For its buyer's own eyes, with the tickets. */
    public Buffer toBuffer(SaleTerms sale, ReservationState state) {
        bytes.clear();
        write(sale, state, null);
        return written();
    }

    /**
     * The same, with what the QR codes of its tickets say.
     *
     * @param qrs one for each ticket that was bought, null where there is none; or none at all
     */
    public Buffer toBuffer(SaleTerms sale, ReservationState state, List<String> qrs) {
        bytes.clear();
        write(sale, state, null, qrs);
        return written();
    }

    /**
     * A request that is taken in and not decided.
     *
     * @param estimateSeconds in about how many it is decided; 0 where that is not known
     */
    public Buffer queued(SaleTerms sale, Command.Reserve request, long position, long estimateSeconds) {
        bytes.clear();
        head(sale, request, ReservationStatus.QUEUED);
        bytes.json(POSITION).number(position);
        if (estimateSeconds > 0) {
            bytes.json(ESTIMATE).number(estimateSeconds);
        }
        bytes.json(END);
        return written();
    }

    /** A request that was refused. */
    public Buffer rejected(SaleTerms sale, Command.Reserve request, String reason) {
        bytes.clear();
        head(sale, request, ReservationStatus.REJECTED);
        bytes.json(REASON).string(reason).json(END);
        return written();
    }

    /** An entry of a draw, of which no reservation came. */
    public Buffer entry(SaleTerms sale, EntryState entry, String status) {
        return entry(sale, entry, status, null);
    }

    /** @param ticket of the waiting room in which its place is; null for none */
    public Buffer entry(SaleTerms sale, EntryState entry, String status, String ticket) {
        bytes.clear();
        head(sale, entry.id(), entry.tier(), entry.quantity(), entry.selection(), status);
        if (entry.place() > 0) {
            bytes.json(PLACE).number(entry.place());
        }
        if (ticket != null) {
            bytes.json(TICKET).string(ticket);
        }
        bytes.json(END);
        return written();
    }

    /** An entry of a draw, with the reservation that came of it, for its buyer's own eyes. */
    public Buffer entry(SaleTerms sale, ReservationState given, String status) {
        bytes.clear();
        head(sale, given.id(), given.tier(), given.bought(), given.selection(), status);
        if (given.place() > 0) {
            bytes.json(RANK).number(given.place());
        }
        bytes.json(RESERVATION);
        write(sale, given, null);
        bytes.json(END);
        return written();
    }

    /** A page of a listing, {@code {"<name>": […], "nextCursor": …}}; {@code element} writes one. */
    public <T> Buffer page(String name, List<T> page, Consumer<T> element, String nextCursor) {
        return page(name, page, element, nextCursor, Set.of());
    }

    /**
     * The same, {@code {"<name>": […], "nextCursor": …, "unavailable": […]}}.
     *
     * @param unavailable ids of sales of which something may be missing
     */
    public <T> Buffer page(
            String name, List<T> page, Consumer<T> element, String nextCursor, Collection<String> unavailable) {
        bytes.clear().text("{\"" + name + "\":[");
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                bytes.json(COMMA);
            }
            element.accept(page.get(i));
        }
        bytes.json(END_ARRAY);
        if (nextCursor != null) {
            bytes.json(NEXT_CURSOR).string(nextCursor);
        }
        if (!unavailable.isEmpty()) {
            bytes.json(UNAVAILABLE);
            String before = "";
            for (String sale : unavailable) {
                bytes.text(before).string(sale);
                before = ",";
            }
            bytes.json(END_ARRAY);
        }
        bytes.json(END);
        return written();
    }

    /**
     * Appends a reservation to what is being written.
     *
     * @param user for merchants; null for the buyer
     */
    public void write(SaleTerms sale, ReservationState state, String user) {
        write(sale, state, user, List.of());
    }

    private void write(SaleTerms sale, ReservationState state, String user, List<String> qrs) {
        head(sale, state.id(), state.tier(), state.bought(), state.selection(), state.status());
        if (state.reason() != null) {
            bytes.json(REASON).string(state.reason().name());
        }
        bytes.json(AMOUNT).number(state.amount()).json(CURRENCY).string(sale.currency());
        if (!state.returned().isEmpty() || state.status() == ReservationStatus.REFUNDED) {
            bytes.json(REFUNDED_AMOUNT)
                    .number(state.refundedAmount(sale))
                    .json(CURRENCY)
                    .string(sale.currency());
        }
        bytes.json(CREATED_AT).string(time(0, state.createdAtMillis()));
        if (state.expiresAtMillis() > 0) {
            bytes.json(EXPIRES_AT).string(time(1, state.expiresAtMillis()));
        }
        if (state.place() > 0) {
            bytes.json(POSITION).number(state.place());
        }
        tickets(sale, state, qrs);
        if (user != null) {
            bytes.json(USER).string(user).json(ORDINAL).number(state.ordinal());
        }
        bytes.json(END);
    }

    /** A ticket by itself. */
    public Buffer toBuffer(SaleTerms sale, Reports.TicketRow ticket) {
        bytes.clear();
        ticket(sale, ticket, null);
        return written();
    }

    /**
     * Appends a ticket to what is being written.
     *
     * @param qr what its QR code says; null where that is not told
     */
    public void ticket(SaleTerms sale, Reports.TicketRow ticket, String qr) {
        ticketHead(sale, ticket.tier(), ticket.reservation(), ticket.id());
        Kinds.of(sale).unit(bytes, sale, ticket.selection(), ticket.units(), 0, ticket.amount());
        bytes.json(ORDER_NUMBER).string(OrderNumber.of(ticket.reservation()));
        ticketEnd(ticket.id(), ticket.status(), qr);
    }

    private void ticketHead(SaleTerms sale, int tier, UUID reservation, UUID ticket) {
        bytes.json(ID).uuid(ticket).json(RESERVATION).uuid(reservation);
        bytes.json(SALE).string(sale.id());
        bytes.json(TIER).string(sale.tiers().get(tier).id());
        bytes.json(TIER_NAME).string(sale.tiers().get(tier).name()).json(UNIT);
    }

    private void ticketEnd(UUID ticket, String status, String qr) {
        bytes.json(STATUS).string(status);
        if (status.equals("VALID")) {
            bytes.json(CODE).string(codes.code(ticket));
            if (qr != null) {
                bytes.json(QR).string(qr);
            }
        }
        bytes.json(END);
    }

    private void head(SaleTerms sale, Command.Reserve request, ReservationStatus status) {
        head(sale, request.id(), request.tier(), request.quantity(), request.selection(), status);
    }

    private void head(SaleTerms sale, UUID id, int tier, int quantity, Selection selection, ReservationStatus status) {
        head(sale, id, tier, quantity, selection, status.name());
    }

    private void head(SaleTerms sale, UUID id, int tier, int quantity, Selection selection, String status) {
        bytes.json(ID)
                .uuid(id)
                .json(ORDER_NUMBER)
                .string(OrderNumber.of(id))
                .json(SALE)
                .string(sale.id());
        if (selection.counts().isEmpty()) {
            bytes.json(TIER).string(sale.tiers().get(tier).id());
        } else {
            items(sale, selection.counts());
        }
        bytes.json(QUANTITY).number(quantity);
        if (selection != Selection.ANY) {
            Kinds.of(sale).wish(bytes, sale, selection);
        }
        bytes.json(STATUS).string(status);
    }

    /** Of an order of several tiers how many were asked for of each, and what one of them costs. */
    private void items(SaleTerms sale, Units counts) {
        byte[] before = ITEMS;
        for (int tier = 0; tier < counts.size(); tier++) {
            if (counts.get(tier) > 0) {
                TierTerms terms = sale.tiers().get(tier);
                bytes.json(before).json(ITEM).string(terms.id()).json(QUANTITY).number(counts.get(tier));
                bytes.json(PRICE)
                        .number(terms.price())
                        .json(CURRENCY)
                        .string(sale.currency())
                        .json(ITEM_END);
                before = COMMA;
            }
        }
        bytes.json(END_ARRAY);
    }

    private void tickets(SaleTerms sale, ReservationState state, List<String> qrs) {
        String status = ticketStatus(state.status());
        bytes.json(TICKETS);
        KindFormat format = Kinds.of(sale);
        boolean whole = state.returned().isEmpty();
        for (int i = 0; status != null && i < state.bought(); i++) {
            if (i > 0) {
                bytes.json(COMMA);
            }
            UUID ticket = ReservationIds.ticket(state.id(), i + 1);
            ticketHead(sale, state.tierOf(i + 1), state.id(), ticket);
            String qr = qrs.isEmpty() ? null : qrs.get(i);
            if (whole) {
                format.unit(bytes, sale, state.selection(), state.units(), i, state.amount());
                ticketEnd(ticket, status, qr);
            } else {
                format.unit(bytes, sale, state.selection(), state.unitOf(i + 1), 0, state.amount());
                ticketEnd(ticket, state.returned().has(i + 1) ? "REFUNDED" : status, qr);
            }
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
}
