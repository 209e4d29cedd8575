package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodingTest {
    private static final String FRAME = "{\"a\":\r\n \"Kö%s\"}";

    /** Latin 1, a half of a character in three bytes, overlong, beyond the last, cut off, and a stray rest. */
    @ParameterizedTest
    @ValueSource(strings = {"f6", "eda080", "c0af", "e08080", "f4908080", "f8", "e282", "80", "ff"})
    void whatIsNotUtf8IsRefusedWithItsPlace(String hex) {
        String[] frame = FRAME.split("%s");
        byte[] start = frame[0].getBytes(StandardCharsets.UTF_8);
        byte[] wrong = HexFormat.of().parseHex(hex);
        byte[] end = frame[1].getBytes(StandardCharsets.UTF_8);
        byte[] json = ByteBuffer.allocate(start.length + wrong.length + end.length)
                .put(start)
                .put(wrong)
                .put(end)
                .array();
        InvalidFieldsException e = catchThrowableOfType(InvalidFieldsException.class, () -> JsonTree.object(json));
        assertThat(e.byPointer()).containsEntry("", "is not UTF-8 at line 2, column 5");
    }

    @Test
    void jsonInOtherEncodingsIsRefused() {
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16,
            Charset.forName("UTF-32BE"),
            Charset.forName("UTF-32LE")
        }) {
            byte[] json = "{\"a\": 1}".getBytes(charset);
            InvalidFieldsException e = catchThrowableOfType(InvalidFieldsException.class, () -> JsonTree.object(json));
            assertThat(e.byPointer()).as(charset.name()).containsKey("");
        }
    }

    @Test
    void whereTextStopsBeingJsonIsSaid() {
        byte[] json = "{\"a\": 1,\n \"b\" 2}".getBytes(StandardCharsets.UTF_8);
        InvalidFieldsException e = catchThrowableOfType(InvalidFieldsException.class, () -> JsonTree.object(json));
        assertThat(e.byPointer().get("")).startsWith("is not JSON, at line 2");
    }

    /** However the bytes come, the check says what the JDK's decoder says. */
    @Test
    void theCheckIsThatOfTheDecoder() {
        byte[] alphabet = HexFormat.of().parseHex("410a0d7f80bfc1c2dfe0a0e19fedefbbf08ff490f3f5");
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextInt(7)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            Utf8Check check = new Utf8Check();
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            boolean good = check.add(bytes, 0, cut) && check.add(bytes, cut, bytes.length - cut) && check.isWhole();
            assertThat(good).as(HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, 6b6f0a61f6, 'line 2, column 2'",
        "US-ASCII, 61f6, 'line 1, column 2'",
        "windows-1252, 0d0a81, 'line 2, column 1'",
        "UTF-16LE, 0a0000d8, 'line 2, column 1'"
    })
    void bytesThatAreNotWhatWasDeclaredAreRefusedWithTheirPlace(String charset, String hex, String place) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        InvalidFieldsException e = catchThrowableOfType(
                InvalidFieldsException.class, () -> Decoding.decode(bytes, Charset.forName(charset)));
        assertThat(e.byPointer()).containsExactly(Map.entry(place, "is not " + charset));
    }

    @Test
    void aTextIsWhatItsCharsetSays() {
        byte[] bytes = HexFormat.of().parseHex("4bf66c6e");
        assertThat(Decoding.decode(bytes, StandardCharsets.ISO_8859_1)).isEqualTo("Köln");
        assertThat(Decoding.decode("Köln €".getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16))
                .isEqualTo("Köln €");
        assertThat(Decoding.decode(new byte[0], StandardCharsets.UTF_8)).isEmpty();
    }
}
