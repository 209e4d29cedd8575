package dev.sluice.app;

import dev.sluice.sale.ReservationIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The way to a request for one unit, as a gateway gives it when it took the request in: for requests that the queue never saw.
 * Computed apart from the gateway's code.
 */
final class ReceiptPath {
    private ReceiptPath() {}

    static String of(RunningSluice sluice, String sale, String user, String key) {
        UUID buyer = sluice.buyer(sale, user);
        UUID id = new ReservationIds().reservation(sluice.sales.find(sale).number(), buyer, key);
        return "/v1/reservations/" + id + "?receipt=" + receipt(id, buyer, 0, 1);
    }

    private static String receipt(UUID reservation, UUID buyer, int tier, int quantity) {
        byte[] key = mac(RunningSluice.SECRET, "receipt".getBytes(StandardCharsets.UTF_8));
        ByteBuffer message = ByteBuffer.allocate(40)
                .putLong(reservation.getMostSignificantBits())
                .putLong(reservation.getLeastSignificantBits())
                .putLong(buyer.getMostSignificantBits())
                .putLong(buyer.getLeastSignificantBits())
                .putInt(tier)
                .putInt(quantity);
        byte[] signature = Arrays.copyOf(mac(key, message.array()), 16);
        return tier + "." + quantity + ".."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
