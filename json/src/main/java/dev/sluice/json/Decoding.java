package dev.sluice.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Reads bytes as what they were declared to be, or not at all. */
public final class Decoding {
    private Decoding() {}

    /**
     * The text that bytes are in a charset.
     *
     * @throws InvalidFieldsException where they are none in it, with line and column
     */
    public static String decode(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        String text = out.flip().toString();
        if (result.isError()) {
            throw new FieldErrors().add(end(text), "is not " + charset.name()).invalid();
        }
        return text;
    }

    /** Where the next character would stand. */
    private static String end(String text) {
        long lines = text.lines().count();
        boolean begun = !text.isEmpty() && "\r\n".indexOf(text.charAt(text.length() - 1)) < 0;
        int lineStart = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
        return "line " + (begun ? lines : lines + 1) + ", column "
                + (text.codePointCount(lineStart, text.length()) + 1);
    }
}
