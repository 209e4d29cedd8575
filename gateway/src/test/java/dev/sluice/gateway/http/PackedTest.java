package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class PackedTest {
    private static final String GZIP = "gzip, br";

    @Test
    void whatPaysIsCompressedOnceWithATagOfItsOwn() throws IOException {
        Buffer content = Buffer.buffer("{\"seat\": 1}".repeat(1_000));
        Packed packed = Packed.of(content, "\"v1\"");

        Packed.Form form = packed.form(GZIP);

        assertThat(packed.varies()).isTrue();
        assertThat(form.etag()).isEqualTo("\"v1-gz\"");
        assertThat(form.encoding()).hasToString("gzip");
        assertThat(form.body().length()).isLessThan(content.length() / 20);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(form.body().getBytes())).readAllBytes())
                .isEqualTo(content.getBytes());
        assertThat(packed.form(GZIP)).isSameAs(form);
        assertThat(packed.form(null).body()).isSameAs(content);
        assertThat(packed.form(null).etag()).isEqualTo("\"v1\"");
    }

    @Test
    void whatFitsIntoAPacketIsSentAsItIs() {
        Packed packed = Packed.of(Buffer.buffer("{}".repeat(500)), "\"v1\"");

        assertThat(packed.varies()).isFalse();
        assertThat(packed.form(GZIP).encoding()).isNull();
    }

    @Test
    void whatGrowsByBeingCompressedIsSentAsItIs() {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        Packed packed = Packed.of(Buffer.buffer(noise), "\"v1\"");

        assertThat(packed.form(GZIP).encoding()).isNull();
    }
}
