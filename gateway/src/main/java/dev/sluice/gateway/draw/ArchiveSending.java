package dev.sluice.gateway.draw;

import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.lane.Blocking;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Sends a long document no faster than its client takes it, a piece at a time. Used by one event loop. */
final class ArchiveSending {
    private static final int PIECE_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final ArchiveFile file;
    private final Blocking reading;
    private long at;
    private boolean isReading;

    ArchiveSending(HttpServerResponse response, ArchiveFile file, Blocking reading) {
        this.response = response;
        this.file = file;
        this.reading = reading;
    }

    /** Once the head is set, with the length. */
    void begin() {
        response.drainHandler(_ -> next());
        next();
    }

    private void next() {
        if (isReading || response.ended() || response.closed()) {
            return;
        }
        isReading = true;
        reading.call(() -> file.read(at, PIECE_BYTES)).onSuccess(this::send).onFailure(this::fail);
    }

    private void send(byte[] piece) {
        isReading = false;
        if (response.ended() || response.closed()) {
            return;
        }
        at += piece.length;
        if (at == file.bytes()) {
            response.end(Buffer.buffer(piece));
        } else {
            response.write(Buffer.buffer(piece));
            if (!response.writeQueueFull()) {
                next();
            }
        }
    }

    /** What ends early must not look like a whole one. */
    private void fail(Throwable failure) {
        Failures.describe(failure);
        response.reset();
    }
}
