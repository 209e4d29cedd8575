package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Facts;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PostgresPicturesTest {
    private final Pictures pictures = TestServer.database().pictures();
    private final String hash = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    private final String mia = "mia-" + UUID.randomUUID();
    private final String noa = "noa-" + UUID.randomUUID();

    @Test
    void aPictureIsFoundInTheWidthThatFits() {
        keep(mia);

        assertThat(pictures.find(hash, 1).content()).containsExactly(3);
        assertThat(pictures.find(hash, 320).content()).containsExactly(3);
        assertThat(pictures.find(hash, 321).content()).containsExactly(6, 7);
        assertThat(pictures.find(hash, 9_999).width()).isEqualTo(640);
        assertThat(pictures.find(hash, 640).type()).isEqualTo("image/jpeg");
        assertThat(pictures.find("0".repeat(64), 640)).isNull();
    }

    @Test
    void aPictureIsTheirsWhoSentIt() {
        assertThat(pictures.adopt(hash, mia)).isNull();
        keep(mia);

        assertThat(pictures.name(hash, mia)).isTrue();
        assertThat(pictures.name(hash, noa)).isFalse();
        assertThat(pictures.adopt(hash, noa)).isEqualTo(new Pictures.Picture(hash, 640, 320));
        assertThat(pictures.name(hash, noa)).isTrue();
        assertThat(pictures.remove(hash, "nobody")).isEqualTo(Pictures.Removal.UNKNOWN);
    }

    @Test
    void whatWasNamedAMomentAgoOrIsShownStays() throws SQLException {
        keep(mia);
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.IN_USE);
        age();
        pictures.name(hash, mia);
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.IN_USE);
        age();
        LedgerPorts ledger = TestServer.ledger();
        ledger.catalogue()
                .create(
                        SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 1)
                                .with(new Facts(new SaleEvent(0, 0, null, null, null, hash), null)),
                        mia);
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.IN_USE);
        pictures.adopt(hash, noa);
        age();
        assertThat(pictures.remove(hash, noa)).isEqualTo(Pictures.Removal.GONE);
        assertThat(pictures.find(hash, 1)).as("mia's sale shows it").isNotNull();
    }

    @Test
    void whatADraftOfTheirsShowsStaysAsLongAsTheDraft() throws SQLException {
        keep(mia);
        pictures.adopt(hash, noa);
        age();
        Drafts drafts = TestServer.database().drafts();
        UUID draft = UUID.randomUUID();
        drafts.create(
                draft,
                mia,
                new Drafts.Content("{}", null, null, null, null, "", hash),
                new Drafts.Stamp(SaleSample.NOW_MILLIS, mia, null));

        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.IN_USE);
        assertThat(pictures.remove(hash, noa)).isEqualTo(Pictures.Removal.GONE);
        drafts.remove(draft, Drafts.ANY_VERSION);
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.GONE);
    }

    @Test
    void whatIsNobodysIsGone() throws SQLException {
        keep(mia);
        pictures.adopt(hash, noa);
        age();
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.GONE);
        assertThat(pictures.find(hash, 1)).isNotNull();
        assertThat(pictures.remove(hash, mia)).isEqualTo(Pictures.Removal.UNKNOWN);
        assertThat(pictures.remove(hash, noa)).isEqualTo(Pictures.Removal.GONE);
        assertThat(pictures.find(hash, 1)).isNull();
    }

    @Test
    void aMerchantHasSoManyAtMost() throws SQLException {
        TestServer.execute("""
                WITH made AS (INSERT INTO picture (hash, width, height)
                    SELECT encode(sha256((n || '%1$s')::bytea), 'hex'), 1, 1 FROM generate_series(1, %2$d) n RETURNING hash)
                INSERT INTO picture_owner (picture, merchant) SELECT hash, '%1$s' FROM made""".formatted(mia, Pictures.MAX_OF_ONE));

        assertThat(keeps(mia)).isFalse();
        assertThat(pictures.find(hash, 1)).isNull();
        assertThat(keeps(noa)).isTrue();
    }

    private void keep(String merchant) {
        assertThat(keeps(merchant)).isTrue();
    }

    private boolean keeps(String merchant) {
        return pictures.keep(
                new Pictures.Picture(hash, 640, 320),
                List.of(
                        new Pictures.File(320, "image/jpeg", new byte[] {3}),
                        new Pictures.File(640, "image/jpeg", new byte[] {6, 7})),
                merchant);
    }

    private void age() throws SQLException {
        TestServer.execute(
                "UPDATE picture_owner SET named_at = named_at - interval '1 hour' WHERE picture = '" + hash + "'");
    }
}
