package dev.sluice.gateway.door;

import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.auth.TicketSigner;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a door takes along that will not be able to ask: the tickets of a sale by a hash of their codes, and what became of each. Whoever has it can check
 * tickets and make none.
 *
 * <p>An entry is 11 bytes: the first ten of SHA-256 of {@code sluice-code-1:SALE:CODE} (the sale's id, the code's 16 characters without what stands between),
 * and what became of it, 1 for admitted and 2 for refunded, added. Entries are sorted. What is signed is a head that names their SHA-256.
 *
 * @param entries all of them, one after the other
 */
record DoorList(byte[] entries, int count) {
    private static final byte[] PURPOSE = "sluice-door-1:".getBytes(StandardCharsets.US_ASCII);
    private static final String CODE = "sluice-code-1:";
    private static final int HASH_BYTES = 10;
    private static final int ENTRY_BYTES = HASH_BYTES + 1;
    private static final int ADMITTED = 1;
    private static final int REFUNDED = 2;
    private static final int TAG_BYTES = 8;

    /** @param codes for this thread */
    static DoorList of(String sale, Iterable<Admissions.Ticket> tickets, int count, TicketCodes codes) {
        MessageDigest sha256 = sha256();
        byte[] prefix = (CODE + sale + ":").getBytes(StandardCharsets.UTF_8);
        byte[][] entries = new byte[count][];
        int made = 0;
        for (Admissions.Ticket ticket : tickets) {
            sha256.update(prefix);
            String code = codes.code(ticket.id()).replace("-", "");
            byte[] entry = Arrays.copyOf(sha256.digest(code.getBytes(StandardCharsets.US_ASCII)), ENTRY_BYTES);
            entry[HASH_BYTES] = (byte) ((ticket.admitted() ? ADMITTED : 0) + (ticket.refunded() ? REFUNDED : 0));
            entries[made++] = entry;
        }
        Arrays.sort(entries, Arrays::compareUnsigned);
        byte[] all = new byte[count * ENTRY_BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(entries[i], 0, all, i * ENTRY_BYTES, ENTRY_BYTES);
        }
        return new DoorList(all, count);
    }

    /** Changes when an entry does. */
    String etag(String since) {
        byte[] hash = Arrays.copyOf(sha256().digest(entries), TAG_BYTES);
        return "\"" + HexFormat.of().formatHex(hash) + "-" + since + "\"";
    }

    /**
     * The list as it is sent.
     *
     * @param number the sale's
     * @param since what these are the changes since; null if they are all
     * @param next what to ask for later
     */
    Buffer signed(TicketSigner signer, String sale, int number, long atMillis, String since, String next) {
        String head = Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("sale", sale);
            json.writeNumberField("number", number);
            Json.time(json, "at", atMillis);
            if (since != null) {
                json.writeStringField("since", since);
            }
            json.writeStringField("next", next);
            json.writeNumberField("tickets", count);
            json.writeStringField("sha256", HexFormat.of().formatHex(sha256().digest(entries)));
            json.writeEndObject();
        });
        byte[] text = head.getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(PURPOSE, PURPOSE.length + text.length);
        System.arraycopy(text, 0, message, PURPOSE.length, text.length);
        Base64.Encoder base64 = Base64.getEncoder();
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("head", head);
            json.writeStringField("kid", signer.published().kid());
            json.writeStringField("signature", base64.encodeToString(signer.sign(message)));
            json.writeStringField("entries", base64.encodeToString(entries));
            json.writeEndObject();
        }));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
