package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.lane.Blocking;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Sends a table as CSV (RFC 4180), a piece at a time and no faster than it is read: with a byte order mark, by which spreadsheets know UTF-8. A piece is
 * made where that may block, and takes up nobody's room while it is on its way. Used by one event loop.
 */
final class CsvExport {
    private static final int PIECE_CHARS = 64 * 1024;
    private static final int ROWS = 1_000;

    private final HttpServerResponse response;
    private final CsvTable table;
    private final Rows rows;
    private final Blocking reading;
    private final Promise<Void> done = Promise.promise();
    /** What was read and is in no piece yet. Of whoever makes the next piece, as all that follows. */
    private final Queue<Reports.Row> read = new ArrayDeque<>();

    private boolean hasBegun;
    private boolean isReadWhole;
    private long lastOrdinal;

    /** What stands in the table. */
    interface Rows {
        /** Those behind an ordinal, oldest first, so many at most; fewer if there are no more. Blocks. */
        List<Reports.Row> after(long ordinal, int limit);
    }

    CsvExport(HttpServerResponse response, CsvTable table, Rows rows, Blocking reading) {
        this.response = response;
        this.table = table;
        this.rows = rows;
        this.reading = reading;
    }

    /** Once the head is set. Fails with what the table could not be made for; whoever has left is no failure. */
    Future<Void> send() {
        next();
        return done.future();
    }

    private void next() {
        reading.call(this::piece).onSuccess(this::send).onFailure(done::fail);
    }

    private Buffer piece() {
        StringBuilder text = new StringBuilder();
        if (!hasBegun) {
            text.append('\uFEFF').append(table.head()).append("\r\n");
            hasBegun = true;
        }
        while (text.length() < PIECE_CHARS && !isWhole()) {
            if (read.isEmpty()) {
                readOn();
            } else {
                table.append(text, read.remove());
            }
        }
        return Buffer.buffer(text.toString());
    }

    private boolean isWhole() {
        return isReadWhole && read.isEmpty();
    }

    private void readOn() {
        List<Reports.Row> page = rows.after(lastOrdinal, ROWS);
        read.addAll(page);
        isReadWhole = page.size() < ROWS;
        lastOrdinal = page.isEmpty() ? lastOrdinal : page.getLast().state().ordinal();
    }

    private void send(Buffer piece) {
        if (response.closed()) {
            done.complete();
        } else if (isWhole()) {
            response.end(piece).onComplete(_ -> done.complete());
        } else {
            response.write(piece).onSuccess(_ -> next()).onFailure(_ -> done.complete());
        }
    }
}
