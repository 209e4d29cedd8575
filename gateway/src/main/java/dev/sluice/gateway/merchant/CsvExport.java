package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Streams a table as CSV (RFC 4180), no faster than it is read: with a byte order mark, by which spreadsheets know UTF-8. Used by one virtual
 * thread, which it may block.
 */
final class CsvExport {
    private static final int CHUNK_CHARS = 64 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final Context context;
    private final CsvTable table;
    private final StringBuilder chunk;

    CsvExport(HttpServerResponse response, Context context, CsvTable table) {
        this.response = response;
        this.context = context;
        this.table = table;
        this.chunk = new StringBuilder("\uFEFF").append(table.head()).append("\r\n");
    }

    void row(Reports.Row row) {
        table.append(chunk, row);
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
}
