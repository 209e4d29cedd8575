package dev.sluice.gateway.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** A document that is kept once, for all who ask for it, and cannot be written to. Whoever reads it slowly makes nobody keep a copy. */
public final class SharedDocument {
    private SharedDocument() {}

    public static Buffer of(byte[] document) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(document).asReadOnly());
    }
}
