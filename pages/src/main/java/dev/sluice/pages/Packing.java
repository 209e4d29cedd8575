package dev.sluice.pages;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses what is sent, as small as it goes: it is done once. Brotli's library is of the system; where it has none, that form is left out. */
final class Packing {
    private static final int BEST = 11;
    /** What does not save this much is not worth unpacking. */
    private static final double WORTH = 0.9;

    private Packing() {}

    static boolean hasBrotli() {
        return Brotli4jLoader.isAvailable();
    }

    /** The other forms of a content that are worth it, by the endings of their files. */
    static Map<String, byte[]> forms(byte[] content) {
        Map<String, byte[]> forms = new TreeMap<>();
        keep(forms, ".gz", gzip(content), content);
        if (hasBrotli()) {
            keep(forms, ".br", brotli(content), content);
        }
        return forms;
    }

    private static void keep(Map<String, byte[]> forms, String ending, byte[] form, byte[] content) {
        if (form.length < content.length * WORTH) {
            forms.put(ending, form);
        }
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] brotli(byte[] content) {
        try {
            return Encoder.compress(
                    content, new Encoder.Parameters().setMode(Encoder.Mode.TEXT).setQuality(BEST));
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }
}
