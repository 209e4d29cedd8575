package dev.sluice.crowd.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SaleRowsTest {
    private static final SaleSpec SALE = SaleSpec.holding("sale", 4, 2, 60);
    private static final String COLUMNS = "ordinal,id,user,tier,quantity,status,amount,created,changed,offered";
    private static final SaleRows.Audit BALANCED = new SaleRows.Audit(true, List.of(), "[]");

    @Test
    void whatWentBackIsReadByTheNameOfItsColumn() {
        String more = COLUMNS + ",seats,refunded_quantity,refunded_amount,behind";
        SaleRows rows = new SaleRows(
                SALE,
                ExportedRow.of(Stream.of(more, "1,r1,ann,standard,2,CONFIRMED,2000,,,now,\"A, B\",1,1000,10.00")),
                BALANCED);
        assertThat(rows.rows().getFirst().returned()).isEqualTo(1);
        assertThat(rows.taken()).isEqualTo(1);
    }

    @Test
    void rowsThatAddUpHaveNoViolations() {
        SaleRows rows = rows(
                SALE,
                "1,r1,\"ann\",standard,2,HELD,2000,,,now",
                "2,r2,\"ben\",standard,2,CONFIRMED,2000,,,now",
                "3,r3,\"cid\",standard,2,EXPIRED,2000,,,now",
                "4,r4,\"dan\",standard,1,WAITLISTED,1000,,,");
        assertThat(rows.violations()).isEmpty();
        assertThat(rows.taken()).isEqualTo(4);
        assertThat(rows.rows().getFirst()).isEqualTo(new ExportedRow(1, "r1", "ann", 2, "HELD", 2000, true, 0));
        assertThat(rows.rows().getLast().offered()).isFalse();
    }

    @Test
    void moreThanThereIsIsFound() {
        SaleRows rows = rows(
                SALE,
                "1,r1,ann,standard,2,HELD,2000,,,now",
                "2,r2,ben,standard,2,HELD,2000,,,now",
                "3,r3,cid,standard,1,CONFIRMED,1000,,,now");
        assertThat(rows.violations()).containsExactly("sale is oversold: 5 of 4");
    }

    @Test
    void whereTheFirstToPayGetThemOnlyThoseThatArePaidForCount() {
        assertThat(rows(
                                SALE.firstToPay(),
                                "1,r1,ann,standard,2,HELD,0,,,now",
                                "2,r2,ben,standard,2,CONFIRMED,0,,,now",
                                "3,r3,cid,standard,2,HELD,0,,,now")
                        .violations())
                .isEmpty();
    }

    @Test
    void moreThanOneMayHaveIsFound() {
        SaleRows rows =
                rows(SALE, "1,r1,ann,standard,2,CONFIRMED,2000,,,now", "2,r2,ann,standard,1,WAITLISTED,1000,,,");
        assertThat(rows.violations()).containsExactly("sale: ann has 3 and may have 2");
    }

    @Test
    void oneIdTwiceIsFound() {
        SaleRows rows = rows(SALE, "1,r1,ann,standard,1,HELD,1000,,,now", "2,r1,ben,standard,1,HELD,1000,,,now");
        assertThat(rows.violations()).containsExactly("r1 is there twice");
    }

    @Test
    void whatTheAuditFoundIsFound() {
        SaleRows rows =
                new SaleRows(SALE, List.of(), new SaleRows.Audit(false, List.of("capacity-not-exceeded"), "[]"));
        assertThat(rows.violations()).singleElement().asString().contains("capacity-not-exceeded");
    }

    @Test
    void sharesThatDoNotAddUpToThePacketAreFound() {
        SaleSpec packet = SaleSpec.holding("packet", 2, 1, 60).of(new RedPacketGoods());
        assertThat(rows(packet, "1,r1,ann,packet,1,CONFIRMED,11,,,now", "2,r2,ben,packet,1,CONFIRMED,12,,,now")
                        .violations())
                .isEmpty();
        assertThat(rows(packet, "1,r1,ann,packet,1,CONFIRMED,11,,,now", "2,r2,ben,packet,1,CONFIRMED,11,,,now")
                        .violations())
                .containsExactly("packet: 1 left for 0 shares");
        assertThat(rows(packet, "1,r1,ann,packet,1,CONFIRMED,23,,,now").violations())
                .containsExactly("packet: 0 left for 1 shares");
        assertThat(rows(packet, "1,r1,ann,packet,1,HELD,0,,,now").violations())
                .singleElement()
                .asString()
                .contains("is no share");
    }

    private static SaleRows rows(SaleSpec sale, String... lines) {
        return new SaleRows(sale, ExportedRow.of(Stream.concat(Stream.of(COLUMNS), Stream.of(lines))), BALANCED);
    }
}
