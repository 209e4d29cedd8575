package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Streams reservations as CSV (RFC 4180), no faster than they are read. Used by one virtual thread, which it may block. */
final class CsvExport {
    private static final int CHUNK_CHARS = 64 * 1024;
    private static final long PATIENCE_SECONDS = 60;
    private static final String HEADER =
            "ordinal,id,user,tier,quantity,status,amount,currency,created_at,expires_at,reason\r\n";

    private final HttpServerResponse response;
    private final Context context;
    private final SaleTerms sale;
    private final StringBuilder chunk = new StringBuilder(HEADER);

    CsvExport(HttpServerResponse response, Context context, SaleTerms sale) {
        this.response = response;
        this.context = context;
        this.sale = sale;
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
                .append(state.reason() == null ? "" : state.reason())
                .append("\r\n");
        if (chunk.length() >= CHUNK_CHARS) {
            await(response::write);
        }
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

    /** Always quoted; a leading sign that a spreadsheet would take for a formula is disarmed. */
    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
