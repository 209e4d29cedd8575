package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids are stored and printed on tickets: the same input must give the same id in every version of the software. */
final class ReservationIdsTest {
    private final ReservationIds ids = new ReservationIds();

    @Test
    void idsNeverChange() {
        UUID ann = ids.buyer(1, "ann");
        UUID reservation = ids.reservation(1, ann, "key-1");
        assertThat(ann).hasToString("5969da0d-8ac1-ddbc-7874-257ac5ee7e60");
        assertThat(reservation).hasToString("000004dc-5f74-8609-9acf-d8f8a4bc5ea6");
        assertThat(ReservationIds.payment(reservation, 1, 0)).hasToString("000004dc-5f74-8609-a001-f0d9dfde409d");
        assertThat(ReservationIds.ticket(reservation, 1)).hasToString("000004dc-5f74-8609-ac85-df8405b50e53");
        assertThat(ids.reservation(ReservationIds.MAX_SALE_NUMBER, ann, "key-1"))
                .hasToString("ffffff33-fd0a-873a-a139-b3e1a93f0a5a");
    }

    @Test
    void aBuyerIsTheDigestOfSaleAndUser() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(new byte[] {0, 0, 1, 2});
        String digest = HexFormat.of().formatHex(sha256.digest("zoë".getBytes(StandardCharsets.UTF_8)));
        assertThat(ids.buyer(258, "zoë").toString().replace("-", "")).isEqualTo(digest.substring(0, 32));
    }

    @Test
    void allAreUuidsOfVersion8WithTheSaleInFront() {
        for (int sale : new int[] {1, 77, ReservationIds.MAX_SALE_NUMBER}) {
            UUID reservation = ids.reservation(sale, ids.buyer(sale, "ann"), "k");
            for (UUID id : Set.of(
                    reservation, ReservationIds.payment(reservation, 3, 7), ReservationIds.ticket(reservation, 3))) {
                assertThat(id.version()).isEqualTo(8);
                assertThat(id.variant()).isEqualTo(2);
                assertThat(ReservationIds.saleNumber(id)).isEqualTo(sale);
            }
        }
    }

    @Test
    void saleUserAndKeyEachMakeAnotherId() {
        UUID ann = ids.buyer(1, "ann");
        UUID id = ids.reservation(1, ann, "k");
        assertThat(ids.reservation(1, ann, "k")).isEqualTo(id);
        assertThat(ids.reservation(1, ann, "l")).isNotEqualTo(id);
        assertThat(ids.reservation(1, ids.buyer(1, "bob"), "k")).isNotEqualTo(id);
        assertThat(ids.buyer(2, "ann")).isNotEqualTo(ann);
        UUID elsewhere = ids.reservation(2, ann, "k");
        assertThat(elsewhere.getLeastSignificantBits()).isNotEqualTo(id.getLeastSignificantBits());
    }

    /** What is known of a reservation tells all of its payments' ids but 62 bits, which are chance alone. */
    @Test
    void aPaymentsIdCannotBeToldWithoutItsChance() {
        UUID reservation = ids.reservation(1, ids.buyer(1, "ann"), "k");
        Set<Long> seen = new HashSet<>();
        long differing = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            UUID payment = ReservationIds.payment(reservation, 1, 1L << bit);
            seen.add(payment.getLeastSignificantBits());
            differing |= payment.getLeastSignificantBits()
                    ^ ReservationIds.payment(reservation, 1, 0).getLeastSignificantBits();
        }
        assertThat(seen).hasSize(Long.SIZE);
        assertThat(Long.bitCount(differing)).isEqualTo(Long.SIZE - 2);
    }

    @Test
    void thePaymentsAndTicketsOfAReservationAllDiffer() {
        UUID reservation = ids.reservation(1, ids.buyer(1, "ann"), "k");
        Set<UUID> all = new HashSet<>(Set.of(reservation));
        for (int i = 1; i <= 1_000; i++) {
            all.add(ReservationIds.payment(reservation, i, 0));
            all.add(ReservationIds.ticket(reservation, i));
        }
        assertThat(all).hasSize(2_001);
    }
}
