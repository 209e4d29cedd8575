package dev.sluice.gateway.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.sale.Command;
import dev.sluice.sale.Selection;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Receipts of requests that were never handed on: to whoever has one it looks like any other. Only who has the key sees what it is, and since when
 * there is one; nothing is kept of it here. Used by one thread.
 */
public final class Decoys {
    private static final int TAG_BYTES = 12;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Hmac hmac;

    /**
     * What was asked for.
     *
     * @param sinceSeconds when, since 1970
     */
    public record Found(Receipts.Request request, long sinceSeconds) {}

    public Decoys(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "decoy"));
    }

    public String write(Command.Reserve command, long nowSeconds) {
        byte[] selection = command.selection().text().getBytes(US_ASCII);
        byte[] message = message(command.id(), command.buyer(), command.tier(), command.quantity(), selection);
        byte[] tag = tag(message, (int) nowSeconds);
        byte[] signature = ByteBuffer.allocate(TAG_BYTES + Integer.BYTES)
                .put(tag)
                .putInt((int) nowSeconds ^ mask(message, tag))
                .array();
        return command.tier() + "." + command.quantity() + "." + BASE64.encodeToString(selection) + "."
                + BASE64.encodeToString(signature);
    }

    /** Null if it is none. */
    public Found read(UUID reservation, UUID buyer, String receipt) {
        String[] parts = receipt == null ? new String[0] : receipt.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        try {
            byte[] selection = Base64.getUrlDecoder().decode(parts[2]);
            byte[] signature = Base64.getUrlDecoder().decode(parts[3]);
            if (signature.length != TAG_BYTES + Integer.BYTES) {
                return null;
            }
            int tier = Integer.parseInt(parts[0]);
            int quantity = Integer.parseInt(parts[1]);
            byte[] message = message(reservation, buyer, tier, quantity, selection);
            byte[] tag = Arrays.copyOf(signature, TAG_BYTES);
            int since = ByteBuffer.wrap(signature).getInt(TAG_BYTES) ^ mask(message, tag);
            Selection chosen = Selection.parse(new String(selection, US_ASCII));
            return MessageDigest.isEqual(tag, tag(message, since))
                    ? new Found(new Receipts.Request(tier, quantity, chosen), Integer.toUnsignedLong(since))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] tag(byte[] message, int seconds) {
        byte[] timed = ByteBuffer.allocate(message.length + Integer.BYTES)
                .put(message)
                .putInt(seconds)
                .array();
        return Arrays.copyOf(hmac.sign(timed), TAG_BYTES);
    }

    /** What the time is hidden behind; of another length than what a tag is of. */
    private int mask(byte[] message, byte[] tag) {
        byte[] tagged = ByteBuffer.allocate(message.length + TAG_BYTES)
                .put(message)
                .put(tag)
                .array();
        return ByteBuffer.wrap(hmac.sign(tagged)).getInt();
    }

    private static byte[] message(UUID reservation, UUID buyer, int tier, int quantity, byte[] selection) {
        return ByteBuffer.allocate(44 + selection.length)
                .putLong(reservation.getMostSignificantBits())
                .putLong(reservation.getLeastSignificantBits())
                .putLong(buyer.getMostSignificantBits())
                .putLong(buyer.getLeastSignificantBits())
                .putInt(tier)
                .putInt(quantity)
                .putInt(selection.length)
                .put(selection)
                .array();
    }
}
