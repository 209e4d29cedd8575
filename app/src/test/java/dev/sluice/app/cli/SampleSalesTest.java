package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.TierTerms;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a demo sells makes sense to whoever looks at it. */
final class SampleSalesTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final DemoSecrets.Parties PARTIES = new DemoSecrets.Parties(new byte[32]);

    @Test
    void betterSeatsOfTheStadiumCostMoreAndAreNearer() {
        SaleTerms stadium = sample("stadium");
        SeatedTerms seats = (SeatedTerms) stadium.inventory();
        List<TierTerms> categories = stadium.tiers();

        assertThat(categories)
                .extracting(TierTerms::id)
                .containsExactly("category-1", "category-2", "category-3", "category-4");
        assertThat(categories)
                .extracting(TierTerms::name)
                .containsExactly("Category 1", "Category 2", "Category 3", "Category 4");
        for (int i = 1; i < categories.size(); i++) {
            assertThat(categories.get(i).price())
                    .isLessThan(categories.get(i - 1).price());
            assertThat(meanSquareOfDistance(seats, i)).isGreaterThan(meanSquareOfDistance(seats, i - 1));
        }
    }

    @Test
    void everySectionHasOneName() {
        for (SaleTerms sale : SampleSales.samples(PARTIES, NOW)) {
            if (sale.inventory() instanceof SeatedTerms seats) {
                assertThat(seats.plan().sections())
                        .allMatch(section ->
                                section.name().toLowerCase(Locale.ROOT).contains(section.id()))
                        .extracting(SeatMap.Section::name)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whatIsATicketHasATimeAndAPlaceAndWhatIsNoneSaysWhoSellsIt() {
        for (SaleTerms sale : SampleSales.samples(PARTIES, NOW)) {
            SaleEvent event = sale.facts().event();
            if (sale.goods() == GoodsKind.TICKET) {
                assertThat(event.startsAtMillis()).isGreaterThan(NOW.toEpochMilli());
                assertThat(event.place()).isNotBlank();
            } else if (!(sale.inventory() instanceof RedPacketTerms)) {
                assertThat(event.organiser()).isNotBlank();
                assertThat(event.takesPlace()).isFalse();
            }
        }
        assertThat(sample("phone-100").goods()).isEqualTo(GoodsKind.ITEM);
        assertThat(sample("concert").goods()).isEqualTo(GoodsKind.TICKET);
    }

    private static SaleTerms sample(String id) {
        return SampleSales.samples(PARTIES, NOW).stream()
                .filter(sale -> sale.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    private static double meanSquareOfDistance(SeatedTerms seats, int tier) {
        SeatMap map = seats.plan();
        LongStream squares = IntStream.range(0, map.seats())
                .filter(seat -> seats.tierOf(seat) == tier)
                .mapToLong(seat -> (long) map.x(seat) * map.x(seat) + (long) map.y(seat) * map.y(seat));
        return squares.average().orElseThrow();
    }
}
