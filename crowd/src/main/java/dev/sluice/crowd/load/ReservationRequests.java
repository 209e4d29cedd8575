package dev.sluice.crowd.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.TokenSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One reservation request of every buyer, each with a token of its own, laid one behind the other outside the heap. Immutable once
 * built; lives as long as the process.
 */
public final class ReservationRequests implements RequestSource {
    private static final int TOKEN_SECONDS = 6 * 60 * 60;

    private final ByteBuffer bytes;
    private final int[] ends;
    private final int maxBytes;

    private ReservationRequests(ByteBuffer bytes, int[] ends, int maxBytes) {
        this.bytes = bytes;
        this.ends = ends;
        this.maxBytes = maxBytes;
    }

    /**
     * What the requests have in common.
     *
     * @param sales where the buyers go, in turns
     * @param bodies what is asked for; the buyers take them in turns
     * @param heads what each buyer shows instead of a token of their own, by number: lines of a head; none if each has a token
     * @param user the buyers' names before their number
     * @param secret the HS256 key of their tokens
     */
    public record Order(
            String host, List<String> sales, List<String> bodies, List<String> heads, String user, byte[] secret) {
        /** Each has a token. */
        public Order(String host, List<String> sales, List<String> bodies, String user, byte[] secret) {
            this(host, sales, bodies, List.of(), user, secret);
        }

        private byte[] request(TokenSource tokens, int buyer) {
            String name = user + buyer;
            String sale = sales.get(buyer % sales.size());
            String body = bodies.get(buyer % bodies.size());
            String shown =
                    heads.isEmpty() ? "Authorization: Bearer " + tokens.token(name) : heads.get(buyer % heads.size());
            return ("POST /v1/sales/" + sale + "/reservations HTTP/1.1\r\nHost: " + host
                            + "\r\n" + shown
                            + "\r\nIdempotency-Key: " + name
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .getBytes(ISO_8859_1);
        }
    }

    /**
     * Requests of the buyers {@code first} to {@code first + count - 1}, valid for six hours.
     *
     * @throws IllegalArgumentException when there are none, or more than 2 GiB of them
     */
    public static ReservationRequests of(Order order, int first, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("no buyers: " + count);
        }
        TokenSource tokens = new SignedTokens(order.secret(), Instant.now().plusSeconds(TOKEN_SECONDS));
        int maxBytes = maxBytes(order, tokens, Math.addExact(first, count - 1));
        long room = (long) maxBytes * count;
        if (room > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(count + " requests of up to " + maxBytes + " bytes exceed 2 GiB");
        }
        MemorySegment segment = Arena.ofAuto().allocate(room);
        ByteBuffer bytes = segment.asByteBuffer();
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            bytes.put(order.request(tokens, first + i));
            ends[i] = bytes.position();
        }
        return new ReservationRequests(bytes, ends, maxBytes);
    }

    /** Names of buyers only grow longer, so the last has the longest, with the longest of what comes in turns. */
    private static int maxBytes(Order order, TokenSource tokens, int last) {
        Order longest = new Order(
                order.host(),
                List.of(longest(order.sales())),
                List.of(longest(order.bodies())),
                order.heads().isEmpty() ? order.heads() : List.of(longest(order.heads())),
                order.user(),
                order.secret());
        return longest.request(tokens, last).length;
    }

    private static String longest(List<String> texts) {
        return Collections.max(texts, Comparator.comparingInt(String::length));
    }

    @Override
    public int count() {
        return ends.length;
    }

    @Override
    public int maxBytes() {
        return maxBytes;
    }

    @Override
    public void put(int index, ByteBuffer out) {
        int start = index == 0 ? 0 : ends[index - 1];
        int length = ends[index] - start;
        out.put(out.position(), bytes, start, length);
        out.position(out.position() + length);
    }
}
