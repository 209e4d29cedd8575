package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a ticket shows at the door: 16 characters of Crockford's base 32 (80 bits), signed from the ticket's id, so that they need
 * not be stored and cannot be guessed. Used by one thread.
 */
public final class TicketCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARS = 16;
    private static final int GROUP = 4;

    private final Hmac hmac;

    public TicketCodes(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "ticket-code"));
    }

    /** {@code ABCD-EFGH-JKMN-PQRS}. */
    public String code(UUID ticket) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(ticket.getMostSignificantBits())
                .putLong(ticket.getLeastSignificantBits())
                .array();
        ByteBuffer signed = ByteBuffer.wrap(hmac.sign(id));
        long high = signed.getLong();
        long low = signed.getLong();
        StringBuilder code = new StringBuilder(CHARS + CHARS / GROUP);
        for (int i = 0; i < CHARS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            long source = i < CHARS / 2 ? high >>> (i * 5) : low >>> ((i - CHARS / 2) * 5);
            code.append(ALPHABET.charAt((int) (source & 31)));
        }
        return code.toString();
    }
}
