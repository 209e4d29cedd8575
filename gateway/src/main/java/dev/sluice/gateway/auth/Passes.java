package dev.sluice.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * Passes: signed permissions to buy in one sale, as one user, until a time, for whoever knows the secret of the channel in which it was fetched.
 * {@code slp_} and, in base64url: the version, the key, what it is for (a sale, and what that asked; 4 bytes), when it expires (8, seconds since 1970), whether it is bound
 * to a channel (1), then 16 bytes of the SHA-256 of that, the user in UTF-8, 16 bytes of HMAC-SHA-256. One stands in front of every purchase: reading it
 * allocates the principal and no more. Used by one event loop.
 */
public final class Passes {
    /** What the client keeps to itself, so that a pass that is stolen is worth nothing alone. */
    public static final CharSequence CHANNEL = HttpHeaders.createOptimized("Sluice-Channel");

    private static final String BEARER = "Bearer ";
    private static final String PREFIX = "slp_";
    private static final byte VERSION = 1;
    private static final int SALE_AT = 2;
    private static final int EXPIRES_AT = SALE_AT + Integer.BYTES;
    private static final int BOUND_AT = EXPIRES_AT + Long.BYTES;
    private static final int HEAD = BOUND_AT + 1;
    private static final int CHANNEL_BYTES = 16;
    private static final int MAX_CHANNEL_CHARS = 200;
    /** 200 characters of up to three bytes each. */
    private static final int MAX_USER_BYTES = 600;

    private static final int MAX_BYTES = HEAD + CHANNEL_BYTES + MAX_USER_BYTES + Signer.BYTES;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] SIX_BITS = sixBits();

    private final Signer signer;
    private final InstantSource clock;
    private final MessageDigest sha256;
    private final byte[] bytes = new byte[MAX_BYTES];

    public Passes(KeyRing ring, InstantSource clock) {
        this.signer = ring.signer("pass");
        this.clock = clock;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether an {@code Authorization} means to be one; it may be null. */
    static boolean isMeant(String authorization) {
        return authorization != null
                && authorization.startsWith(PREFIX, BEARER.length())
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** @param channel what the client keeps to itself; null if it does not say */
    public String write(int sale, String user, long expiresSeconds, String channel) {
        byte[] name = user.getBytes(UTF_8);
        bytes[0] = VERSION;
        bytes[1] = signer.id();
        put(SALE_AT, sale, Integer.BYTES);
        put(EXPIRES_AT, expiresSeconds, Long.BYTES);
        bytes[BOUND_AT] = (byte) (channel == null ? 0 : 1);
        int at = HEAD;
        if (channel != null) {
            System.arraycopy(digest(channel), 0, bytes, at, CHANNEL_BYTES);
            at += CHANNEL_BYTES;
        }
        System.arraycopy(name, 0, bytes, at, name.length);
        at += name.length;
        signer.sign(bytes, at);
        return PREFIX + BASE64.encodeToString(Arrays.copyOf(bytes, at + Signer.BYTES));
    }

    /**
     * Who may buy, and where.
     *
     * @throws UnauthorizedException if it is no pass, has expired, or is another channel's
     */
    Principal verify(String authorization, HttpServerRequest request) {
        return verify(authorization, request.headers().get(CHANNEL));
    }

    /**
     * The same.
     *
     * @param channel what the client says that it keeps to itself, or null
     */
    public Principal verify(String authorization, String channel) {
        int signed = decode(authorization, BEARER.length() + PREFIX.length()) - Signer.BYTES;
        boolean bound = signed > HEAD && bytes[BOUND_AT] == 1;
        int user = bound ? HEAD + CHANNEL_BYTES : HEAD;
        if (signed <= user || bytes[0] != VERSION || !signer.isSigned(bytes[1], bytes, signed)) {
            throw new UnauthorizedException("this is no pass that is good here; fetch another");
        }
        long expires = number(EXPIRES_AT, Long.BYTES);
        if (clock.millis() >= expires * 1_000) {
            throw new UnauthorizedException("the pass expired; fetch another");
        }
        if (bound && !isOf(channel)) {
            throw new UnauthorizedException("the pass was fetched with another Sluice-Channel");
        }
        String name = new String(bytes, user, signed - user, UTF_8);
        return new Principal(name, Set.of(), expires, null, (int) number(SALE_AT, Integer.BYTES));
    }

    private boolean isOf(String channel) {
        if (channel == null || channel.length() > MAX_CHANNEL_CHARS) {
            return false;
        }
        byte[] digest = digest(channel);
        int different = 0;
        for (int i = 0; i < CHANNEL_BYTES; i++) {
            different |= digest[i] ^ bytes[HEAD + i];
        }
        return different == 0;
    }

    /**
     * The channel of whoever fetches a pass; null if they have none.
     *
     * @throws dev.sluice.json.InvalidFieldsException if it is not what can be one
     */
    public static String channel(HttpServerRequest request) {
        String channel = request.headers().get(CHANNEL);
        if (channel != null && (channel.length() < 16 || channel.length() > MAX_CHANNEL_CHARS)) {
            throw new FieldErrors()
                    .add("/headers/Sluice-Channel", "is a secret of 16 to " + MAX_CHANNEL_CHARS + " characters")
                    .invalid();
        }
        return channel;
    }

    private byte[] digest(String channel) {
        return sha256.digest(channel.getBytes(UTF_8));
    }

    /** Into the bytes; returns how many there are, or 0 if it is no base64url, or too long. */
    private int decode(String text, int from) {
        int size = 0;
        int held = 0;
        int bits = 0;
        for (int i = from; i < text.length(); i++) {
            char digit = text.charAt(i);
            int six = digit < SIX_BITS.length ? SIX_BITS[digit] : -1;
            if (six < 0 || size == MAX_BYTES) {
                return 0;
            }
            held = held << 6 | six;
            bits += 6;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[size++] = (byte) (held >>> bits);
            }
        }
        return bits < 6 && (held & (1 << bits) - 1) == 0 ? size : 0;
    }

    private static byte[] sixBits() {
        byte[] sixBits = new byte[128];
        Arrays.fill(sixBits, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < digits.length(); i++) {
            sixBits[digits.charAt(i)] = (byte) i;
        }
        return sixBits;
    }

    private void put(int at, long number, int length) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (number >>> Byte.SIZE * (length - 1 - i));
        }
    }

    private long number(int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << Byte.SIZE | bytes[at + i] & 0xFF;
        }
        return number;
    }
}
