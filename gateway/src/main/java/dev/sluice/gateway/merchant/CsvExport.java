package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.text.Normalizer;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Streams reservations as CSV (RFC 4180), no faster than they are read: with a byte order mark, by which spreadsheets know UTF-8, and
 * with what a door needs, the seats and the codes of tickets in their order. Used by one virtual thread, which it may block.
 */
final class CsvExport {
    private static final int CHUNK_CHARS = 64 * 1024;
    private static final long PATIENCE_SECONDS = 60;
    private static final String HEADER =
            "\uFEFFordinal,id,user,tier,quantity,status,amount,currency,created_at,expires_at,reason,from,to,seats,codes,order_number\r\n";
    /** What a spreadsheet takes for the beginning of a formula, also in full width, which it may fold. */
    private static final String FORMULA = "=+-@\u2212";
    /** Between several in one cell. */
    private static final String SEPARATOR = "; ";

    private final HttpServerResponse response;
    private final Context context;
    private final SaleTerms sale;
    private final KindFormat format;
    private final TicketCodes codes;
    private final StringBuilder chunk = new StringBuilder(HEADER);

    /** @param codes that nobody else uses */
    CsvExport(HttpServerResponse response, Context context, SaleTerms sale, TicketCodes codes) {
        this.response = response;
        this.context = context;
        this.sale = sale;
        this.format = Kinds.of(sale);
        this.codes = codes;
    }

    void row(Reports.Row row) {
        ReservationState state = row.state();
        chunk.append(state.ordinal())
                .append(',')
                .append(state.id())
                .append(',')
                .append(quoted(row.user()))
                .append(',')
                .append(sale.tiers().get(state.tier()).id())
                .append(',')
                .append(state.quantity())
                .append(',')
                .append(state.status())
                .append(',')
                .append(state.amount())
                .append(',')
                .append(sale.currency())
                .append(',')
                .append(Instant.ofEpochMilli(state.createdAtMillis()))
                .append(',')
                .append(state.expiresAtMillis() == 0 ? "" : Instant.ofEpochMilli(state.expiresAtMillis()))
                .append(',')
                .append(state.reason() == null ? "" : state.reason());
        format.ends(sale, state.selection()).forEach(end -> chunk.append(',').append(quoted(end)));
        chunk.append(',').append(quoted(seats(state)));
        chunk.append(',').append(codes(state));
        chunk.append(',').append(OrderNumber.of(state.id())).append("\r\n");
        if (chunk.length() >= CHUNK_CHARS) {
            await(response::write);
        }
    }

    /** Of those who have them, and not of those who had. */
    private String seats(ReservationState state) {
        boolean has = state.status() == ReservationStatus.HELD || state.status() == ReservationStatus.CONFIRMED;
        return has ? String.join(SEPARATOR, format.names(sale, state.units())) : "";
    }

    private String codes(ReservationState state) {
        if (state.status() != ReservationStatus.CONFIRMED) {
            return "";
        }
        return IntStream.rangeClosed(1, state.quantity())
                .mapToObj(number -> codes.code(ReservationIds.ticket(state.id(), number)))
                .collect(Collectors.joining(SEPARATOR));
    }

    void end() {
        await(response::end);
    }

    private interface Sending {
        Future<Void> send(Buffer buffer);
    }

    private void await(Sending sending) {
        Buffer buffer = Buffer.buffer(chunk.toString());
        chunk.setLength(0);
        Promise<Void> sent = Promise.promise();
        context.runOnContext(_ -> {
            try {
                sending.send(buffer).onComplete(sent);
            } catch (IllegalStateException e) {
                sent.fail(e);
            }
        });
        try {
            sent.future().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exporting", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("whoever exports stopped reading", e);
        }
    }

    /** Always quoted, but nothing; with an apostrophe before what a spreadsheet would take for a formula. */
    static String quoted(String text) {
        return text.isEmpty() ? "" : "\"" + (isFormula(text) ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    /** Also behind space and what is not shown, which spreadsheets may leave out. */
    private static boolean isFormula(String text) {
        if (Character.isISOControl(text.charAt(0))) {
            return true;
        }
        int first = text.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT)
                .findFirst()
                .orElse(' ');
        String folded = Normalizer.normalize(Character.toString(first), Normalizer.Form.NFKC);
        return FORMULA.indexOf(folded.charAt(0)) >= 0;
    }
}
