package dev.sluice.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Admissions;
import dev.sluice.sale.ReservationIds;
import java.time.InstantSource;
import java.util.UUID;

/**
 * The signed QR codes of tickets. A signature costs a thousand times what a code does: none is made on an event loop, and those that were made are
 * remembered for a while. Any thread may use it.
 */
public final class TicketSeals {
    private static final int REMEMBERED = 20_000;

    private final byte[] signingKey;
    private final TicketKeys keys;
    private final InstantSource clock;
    private final Cache<Ticket, String> made =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param ledger where public keys are kept
     * @param ring whose first key signs
     * @param signingKey by which codes are made
     */
    public TicketSeals(Admissions ledger, KeyRing ring, byte[] signingKey, InstantSource clock) {
        this.signingKey = signingKey.clone();
        this.keys = new TicketKeys(ledger, new TicketSigner(ring.newest()));
        this.clock = clock;
    }

    private record Ticket(UUID id, String unit) {}

    /** The keys by which they are checked. */
    public TicketKeys keys() {
        return keys;
    }

    /** What signs. Blocks until its key is kept, so that nothing is out that nobody can check. */
    public TicketSigner signer() {
        return keys.signer(clock.millis());
    }

    /**
     * What a ticket's QR code says. Blocks.
     *
     * @param unit as it is called; may be empty
     */
    public String seal(UUID ticket, String unit) {
        return made.get(
                new Ticket(ticket, unit),
                one -> TicketQr.write(
                        signer(),
                        ReservationIds.saleNumber(one.id),
                        new TicketCodes(signingKey).packed(one.id),
                        one.unit));
    }
}
