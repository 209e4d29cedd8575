package dev.sluice.format.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.store.KindStores;
import dev.sluice.sale.InventoryTerms;
import org.junit.jupiter.api.Test;

final class KindsTest {
    @Test
    void everyKindHasAFormatAndAStoreOfOneName() {
        assertThat(Kinds.all()).hasSameSizeAs(InventoryTerms.class.getPermittedSubclasses());
        for (KindFormat kind : Kinds.all()) {
            assertThat(Kinds.named(kind.kind())).isSameAs(kind);
            assertThat(KindStores.named(kind.kind()).kind()).isEqualTo(kind.kind());
        }
        assertThat(Kinds.named("hologram")).isNull();
    }
}
