package dev.sluice.gateway.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.sale.Command;
import dev.sluice.sale.Selection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Signed proofs of requests that were taken in and not decided: {@code <tier>.<quantity>.<selection>.<signature>}. Whoever shows one can have
 * the request put back into the queue, under the same id, should the queue have lost it. It is good for its own user only. Used by one thread.
 */
public final class Receipts {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Signer signer;

    /** What was asked for. */
    public record Request(int tier, int quantity, Selection selection) {}

    public Receipts(KeyRing ring) {
        signer = ring.signer("receipt");
    }

    public String write(Command.Reserve command) {
        Request request = new Request(command.tier(), command.quantity(), command.selection());
        byte[] selection = command.selection().text().getBytes(US_ASCII);
        byte[] message = message(command.id(), command.buyer(), request);
        int length = message.length - Signer.BYTES;
        signer.sign(message, length);
        byte[] signature = Arrays.copyOfRange(message, length, message.length);
        return request.tier + "." + request.quantity + "." + BASE64.encodeToString(selection) + "."
                + BASE64.encodeToString(signature);
    }

    /** What the receipt proves, or null if it proves nothing. */
    public Request read(UUID reservation, UUID buyer, String receipt) {
        String[] parts = receipt == null ? new String[0] : receipt.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        try {
            String selection = new String(Base64.getUrlDecoder().decode(parts[2]), US_ASCII);
            Request request =
                    new Request(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Selection.parse(selection));
            byte[] signature = Base64.getUrlDecoder().decode(parts[3]);
            byte[] message = message(reservation, buyer, request);
            int length = message.length - Signer.BYTES;
            if (signature.length != Signer.BYTES) {
                return null;
            }
            System.arraycopy(signature, 0, message, length, Signer.BYTES);
            return signer.isSigned(message, length) ? request : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is signed, with room for the signature. */
    private static byte[] message(UUID reservation, UUID buyer, Request request) {
        byte[] selection = request.selection.text().getBytes(US_ASCII);
        ByteBuffer message = ByteBuffer.allocate(40 + selection.length + Signer.BYTES)
                .putLong(reservation.getMostSignificantBits())
                .putLong(reservation.getLeastSignificantBits())
                .putLong(buyer.getMostSignificantBits())
                .putLong(buyer.getLeastSignificantBits())
                .putInt(request.tier)
                .putInt(request.quantity)
                .put(selection);
        return message.array();
    }
}
