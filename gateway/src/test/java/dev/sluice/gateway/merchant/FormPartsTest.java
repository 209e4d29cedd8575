package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.InvalidFieldsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FormPartsTest {
    private static final String TYPE = "multipart/form-data; boundary=x";
    private static final byte[] GOOD = """
            --x\r
            Content-Disposition: form-data; name="feed"; filename="feed.zip"\r
            Content-Type: application/zip\r
            \r
            PK\r
            --x\r
            Content-Disposition: form-data; name="layout"\r
            \r
            {}\r
            --x--\r
            """.getBytes(StandardCharsets.UTF_8);

    @Test
    void partsAreReadByTheirNames() throws IOException {
        assertThat(FormParts.read(TYPE, GOOD))
                .containsOnlyKeys("feed", "layout")
                .containsEntry("feed", "PK".getBytes(StandardCharsets.UTF_8))
                .containsEntry("layout", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTypeWithoutItsBoundaryIsNoForm() {
        assertThatThrownBy(() -> FormParts.read("multipart/form-data", GOOD))
                .isInstanceOf(InvalidFieldsException.class);
        assertThatThrownBy(() -> FormParts.read("multipart/form-data; boundary=", GOOD))
                .isInstanceOf(InvalidFieldsException.class);
    }

    /** Whatever comes: some parts, or no form. */
    @Test
    void whatIsCutOffOrChangedIsAFormOrNone() throws IOException {
        Random chance = new Random(1);
        int forms = 0;
        int others = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = Arrays.copyOf(GOOD, chance.nextInt(GOOD.length + 1));
            for (int k = chance.nextInt(4); k > 0 && body.length > 0; k--) {
                body[chance.nextInt(body.length)] = (byte) chance.nextInt(256);
            }
            try {
                FormParts.read(TYPE, body);
                forms++;
            } catch (InvalidFieldsException e) {
                others++;
            }
        }
        assertThat(forms).isPositive();
        assertThat(others).isPositive();
    }
}
