package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parts of a form (RFC 7578) from memory. */
final class FormParts {
    private static final int MAX_PARTS = 16;

    private FormParts() {}

    /**
     * Each by its name; of several of one name the last.
     *
     * @param type as the head says it, with the boundary
     * @throws InvalidFieldsException if it is no such form
     */
    static Map<String, byte[]> read(String type, byte[] body) throws IOException {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request);
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (part instanceof HttpData data && parts.size() < MAX_PARTS) {
                    parts.put(data.getName(), data.get());
                }
            }
            return parts;
        } catch (RuntimeException e) { // of many kinds, also where it runs beyond the end of what is cut off
            throw new FieldErrors().add("", "is no form of several parts").invalid();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }
}
