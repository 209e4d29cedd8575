package dev.sluice.crowd.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponseParserTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n"
            + "Location: /v1/reservations/7\r\nCONTENT-LENGTH:  12\r\n\r\n{\"a\":\"\r\n\r\n\"}";
    private static final String REFUSED = "HTTP/1.1 409 Conflict\r\ncontent-length: 2\r\nx-content-length: 9\r\n\r\n{}";
    private static final String EMPTY = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final ResponseParser parser = new ResponseParser(true);

    @Test
    void wholeResponseIsReadAtOnce() {
        ByteBuffer in = bytes(CREATED);
        assertThat(parser.parse(in)).isTrue();
        assertThat(parser.status()).isEqualTo(201);
        assertThat(parser.location()).isEqualTo("/v1/reservations/7");
        assertThat(in.remaining()).isZero();
    }

    @Test
    void everySplitInTwoGivesTheSameStatuses() {
        String stream = CREATED + REFUSED + NO_CONTENT + EMPTY + CONTINUE + REFUSED;
        for (int split = 0; split <= stream.length(); split++) {
            assertThat(statuses(stream.substring(0, split), stream.substring(split)))
                    .as("split at %d", split)
                    .containsExactly(201, 409, 204, 503, 409);
        }
    }

    @Test
    void bytesOneByOneGiveTheSameStatuses() {
        assertThat(statuses((EMPTY + CREATED + NO_CONTENT).split(""))).containsExactly(503, 201, 204);
    }

    @Test
    void locationIsDroppedUnlessAsked() {
        ResponseParser careless = new ResponseParser(false);
        assertThat(careless.parse(bytes(CREATED))).isTrue();
        assertThat(careless.location()).isNull();
    }

    @Test
    void locationOfTheResponseBeforeIsForgotten() {
        ByteBuffer in = bytes(CREATED + REFUSED);
        parser.parse(in);
        assertThat(parser.parse(in)).isTrue();
        assertThat(parser.location()).isNull();
    }

    @Test
    void resetForgetsTheBodyThatWasMissing() {
        parser.parse(bytes(CREATED.substring(0, CREATED.length() - 3)));
        parser.reset();
        assertThat(parser.parse(bytes(REFUSED))).isTrue();
        assertThat(parser.status()).isEqualTo(409);
    }

    @Test
    void whatHasNoFindableEndIsRefused() {
        List.of(
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                        "HTTP/1.1 200 OK\r\ncontent-length: some\r\n\r\n",
                        "hello, this is not HTTP\r\n\r\n",
                        "x".repeat(ResponseParser.MAX_HEAD_BYTES + 1))
                .forEach(text -> assertThatThrownBy(() -> parser.parse(bytes(text)))
                        .isInstanceOf(ResponseParser.MalformedResponse.class));
    }

    /** Feeds the parts as a connection does: what the parser leaves is presented again before what came after it. */
    private List<Integer> statuses(String... parts) {
        List<Integer> statuses = new ArrayList<>();
        String left = "";
        for (String part : parts) {
            ByteBuffer in = bytes(left + part);
            while (parser.parse(in)) {
                statuses.add(parser.status());
            }
            left = ISO_8859_1.decode(in).toString();
        }
        assertThat(left).isEmpty();
        return statuses;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
