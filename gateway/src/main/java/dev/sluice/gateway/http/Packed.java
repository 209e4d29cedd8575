package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * One content in all forms that it is sent in, each with an entity tag of its own: as it is, and compressed, where that was done before or pays.
 * It is compressed once, when somebody first asks for that, and not for each. Any thread may use it.
 */
public final class Packed {
    /** What fits into one packet is there no sooner for being shorter. */
    private static final int MIN_BYTES = 1_400;

    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence BROTLI = HttpHeaders.createOptimized("br");

    /** @param encoding null for the content as it is */
    record Form(Buffer body, String etag, CharSequence encoding) {}

    private final Form plain;
    private final Form brotli;
    /** Null until it is asked for; the plain one where that is as good. */
    private volatile Form gzip;

    private Packed(Form plain, Form gzip, Form brotli) {
        this.plain = plain;
        this.gzip = gzip;
        this.brotli = brotli;
    }

    public static Packed of(Buffer content, String etag) {
        Form plain = new Form(content, etag, null);
        return new Packed(plain, content.length() < MIN_BYTES ? plain : null, null);
    }

    /** What is as short as it can be already, like a picture. */
    public static Packed asItIs(Buffer content, String etag) {
        Form plain = new Form(content, etag, null);
        return new Packed(plain, plain, null);
    }

    /** With the forms that were made before; null for those that do not pay. */
    static Packed of(Buffer content, Buffer gzip, Buffer brotli) {
        String etag = Etag.of(content);
        Form plain = new Form(content, etag, null);
        return new Packed(
                plain,
                gzip == null ? plain : new Form(gzip, etag(etag, "gz"), GZIP),
                brotli == null ? null : new Form(brotli, etag(etag, "br"), BROTLI));
    }

    public Buffer content() {
        return plain.body;
    }

    /** How much memory all forms take that there are. */
    public int bytes() {
        Form shorter = gzip;
        return plain.body.length()
                + (shorter == null || shorter == plain ? 0 : shorter.body.length())
                + (brotli == null ? 0 : brotli.body.length());
    }

    /** Of the content as it is. */
    public String etag() {
        return plain.etag;
    }

    /** Whether what is sent depends on what a client takes. */
    boolean varies() {
        return gzip != plain || brotli != null;
    }

    /**
     * The form that a client likes best; of what it likes as much, the shorter one.
     *
     * @param accepted what it takes, as {@code Accept-Encoding} says it; null if it says nothing
     */
    Form form(String accepted) {
        if (!varies()) {
            return plain;
        }
        double likesGzip = AcceptedEncodings.quality(accepted, "gzip");
        double likesBrotli = brotli == null ? 0 : AcceptedEncodings.quality(accepted, "br");
        if (likesBrotli > 0 && likesBrotli >= likesGzip) {
            return brotli;
        }
        return likesGzip > 0 ? gzip() : plain;
    }

    /** Compresses it now; where that takes long, on a thread that may be busy for so long. */
    public Packed packed() {
        gzip();
        return this;
    }

    private Form gzip() {
        Form made = gzip;
        if (made == null) {
            Buffer shorter = gzip(plain.body);
            made = shorter.length() < plain.body.length() ? new Form(shorter, etag(plain.etag, "gz"), GZIP) : plain;
            gzip = made;
        }
        return made;
    }

    private static Buffer gzip(Buffer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return SharedDocument.of(bytes.toByteArray());
    }

    private static String etag(String plain, String form) {
        return plain.substring(0, plain.length() - 1) + "-" + form + "\"";
    }
}
