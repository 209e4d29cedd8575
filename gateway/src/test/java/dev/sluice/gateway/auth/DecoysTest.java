package dev.sluice.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Selection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DecoysTest {
    private static final byte[] KEY = new byte[32];
    private static final long NOW = 1_796_083_200;

    private final ReservationIds ids = new ReservationIds();
    private final UUID ann = ids.buyer(7, "ann");
    private final Command.Reserve purchase =
            new Command.Reserve(ids.reservation(7, ann, "k"), ann, "ann", 1, 2, Selection.ANY);
    private final Decoys decoys = new Decoys(KEY);

    @Test
    void decoyLooksLikeAReceiptAndProvesNothing() {
        Receipts receipts = new Receipts(KeyRing.of(List.of(), KEY));
        String decoy = decoys.write(purchase, NOW);
        String receipt = receipts.write(purchase);
        assertThat(decoy).hasSameSizeAs(receipt);
        assertThat(decoy.substring(0, decoy.lastIndexOf('.')))
                .isEqualTo(receipt.substring(0, receipt.lastIndexOf('.')));
        assertThat(receipts.read(purchase.id(), ann, decoy)).isNull();
        assertThat(decoys.read(purchase.id(), ann, receipt)).isNull();
    }

    @Test
    void decoySaysWhatWasAskedForAndWhen() {
        Decoys.Found found = decoys.read(purchase.id(), ann, decoys.write(purchase, NOW));
        assertThat(found.sinceSeconds()).isEqualTo(NOW);
        assertThat(found.request()).isEqualTo(new Receipts.Request(1, 2, Selection.ANY));
    }

    /** The time is not to be seen in it: two of neighbouring seconds have nothing in common. */
    @Test
    void decoysOfAnotherTimeOrUserDifferAltogether() {
        String one = decoys.write(purchase, NOW);
        String next = decoys.write(purchase, NOW + 1);
        String end = one.substring(one.length() - 5);
        assertThat(next).isNotEqualTo(one).doesNotEndWith(end);
        assertThat(decoys.read(purchase.id(), ids.buyer(7, "eve"), one)).isNull();
        assertThat(decoys.read(ids.reservation(7, ann, "other"), ann, one)).isNull();
        assertThat(new Decoys("another key than the one of ann".getBytes(UTF_8)).read(purchase.id(), ann, one))
                .isNull();
    }

    @Test
    void whatIsChangedOrCutIsNone() {
        String decoy = decoys.write(purchase, NOW);
        for (int i = 0; i < decoy.length() - 1; i++) {
            char other = decoy.charAt(i) == 'A' ? 'B' : 'A';
            String changed = decoy.substring(0, i) + other + decoy.substring(i + 1);
            assertThat(decoys.read(purchase.id(), ann, changed)).as(changed).isNull();
            assertThat(decoys.read(purchase.id(), ann, decoy.substring(0, i))).isNull();
        }
        assertThat(decoys.read(purchase.id(), ann, null)).isNull();
    }
}
