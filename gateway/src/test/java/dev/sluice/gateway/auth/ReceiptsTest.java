package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.Command;
import dev.sluice.sale.Selection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiptsTest {
    private static final UUID RESERVATION = new UUID(1, 2);
    private static final UUID BUYER = new UUID(3, 4);

    private final Receipts receipts = new Receipts(KeyRing.of(List.of(), new byte[32]));
    private final String receipt =
            receipts.write(new Command.Reserve(RESERVATION, BUYER, null, 3, 20, new Selection.Stretch(1, 4, true)));

    @Test
    void aReceiptProvesWhatWasAskedFor() {
        assertThat(receipts.read(RESERVATION, BUYER, receipt))
                .isEqualTo(new Receipts.Request(3, 20, new Selection.Stretch(1, 4, true)));
    }

    /** A new key signs, and what the old one signed is good. */
    @Test
    void aReceiptOutlivesTheKeyThatSignedIt() {
        byte[] next = "another key, that signs from now on".getBytes();
        Receipts rotated = new Receipts(KeyRing.of(List.of(next), new byte[32]));
        assertThat(rotated.read(RESERVATION, BUYER, receipt)).isNotNull();
        String newer = rotated.write(new Command.Reserve(RESERVATION, BUYER, null, 3, 20));
        assertThat(newer).isNotEqualTo(receipts.write(new Command.Reserve(RESERVATION, BUYER, null, 3, 20)));
        assertThat(receipts.read(RESERVATION, BUYER, newer)).isNull();
        assertThat(new Receipts(KeyRing.of(List.of(new byte[40], next), new byte[32])).read(RESERVATION, BUYER, newer))
                .isNotNull();
    }

    @Test
    void aReceiptProvesNothingElse() {
        assertThat(receipts.read(new UUID(1, 3), BUYER, receipt)).isNull();
        assertThat(receipts.read(RESERVATION, new UUID(3, 5), receipt)).isNull();
        assertThat(receipts.read(RESERVATION, BUYER, receipt.replace("3.20.", "3.21.")))
                .isNull();
        assertThat(receipts.read(RESERVATION, BUYER, receipt.replace("3.20.", "4.20.")))
                .isNull();
        assertThat(receipts.read(RESERVATION, BUYER, receipt.replaceFirst("^3\\.20\\.[^.]*\\.", "3.20..")))
                .isNull();
        assertThat(new Receipts(KeyRing.of(List.of(), "a key of another kind".getBytes()))
                        .read(RESERVATION, BUYER, receipt))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3.20.",
                "3.20",
                "a.b.c",
                "3.20.!",
                "3.20.AAAA",
                "3.20..AAAA",
                "99999999999.1..AAAA",
                "3.20.AAAA.x",
                "3.20..AAAA.x"
            })
    void whatIsNoReceiptProvesNothing(String text) {
        assertThat(receipts.read(RESERVATION, BUYER, text)).isNull();
    }
}
