package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of the build. */
public final class Resources {
    private Resources() {}

    /** @param name from the root, as of {@link #read} */
    static boolean has(String name) {
        return Resources.class.getResource(name) != null;
    }

    /** @param name from the root, {@code /openapi.json} */
    public static Buffer read(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the build: " + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
