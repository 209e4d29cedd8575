package dev.sluice.gateway.board;

import dev.sluice.gateway.http.SharedDocument;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * What happened in a sale in one second, as it is sent to all who watch.
 *
 * @param second since 1970
 * @param json the same for who reads the record
 * @param event for a stream of events
 */
record Point(long second, byte[] json, Buffer event) {
    static Point of(long second, byte[] json) {
        byte[] head = ("id: " + second + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] event = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(json, 0, event, head.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return new Point(second, json, SharedDocument.of(event));
    }
}
