package dev.sluice.queue.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.format.travel.AvailabilityBytes;
import dev.sluice.sale.Availability;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.TierState;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a stream of editions says only once, and what becomes of those who missed it. */
final class EditionWriterTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final long[] NOBODY = {};

    private final SampleTerms plans = new SampleTerms();
    private final Wire sender = Wire.of(plans);
    private final Wire reader = Wire.of(plans);
    private final EditionWriter stream = sender.editionWriter();
    private long sequence;
    private final SaleView first = view(new SaleState(1, SampleTerms.counted(), false, false, 1));

    @Test
    void termsAreToldOnce() {
        byte[] told = stream.edition(changed(ANN, first));
        byte[] again = stream.edition(changed(ANN, first));
        assertThat(again).hasSizeLessThan(told.length / 2);
        assertThat(viewOf(reader.edition(told))).isEqualTo(first);
        SaleView heard = viewOf(reader.edition(again));
        assertThat(heard).isEqualTo(first);
        assertThat(viewOf(reader.edition(again)).sale()).isSameAs(heard.sale());
    }

    @Test
    void changeIsToldAgain() {
        SaleView second = view(new SaleState(1, SampleTerms.counted(), true, false, 2));
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, first))))).isEqualTo(first);
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, second))))).isEqualTo(second);
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, second))))).isEqualTo(second);
    }

    @Test
    void whoDidNotHearTheTermsGetsNoViewButTheBuyers() {
        stream.edition(changed(ANN, first));
        News.Changed news = new News.Changed(1, 9, first, new long[] {5, 6});
        Edition heard = reader.edition(stream.edition(new Edition(ANN, 7, ++sequence, 50, List.of(news, ended(2)))));
        News.Changed part = (News.Changed) heard.news().getFirst();
        assertThat(part.view()).isNull();
        assertThat(part.buyers()).containsExactly(5, 6);
        assertThat(heard.news().getLast()).isEqualTo(ended(2));
    }

    @Test
    void wholeNewsAndEditionsForOneGatewayCarryEverything() {
        stream.edition(changed(ANN, first));
        News.Whole whole = new News.Whole(1, 9, 0, first, NOBODY);
        Edition inStream = reader.edition(stream.edition(new Edition(ANN, 7, ++sequence, 50, List.of(whole))));
        assertThat(((News.Whole) inStream.news().getFirst()).view()).isEqualTo(first);
        assertThat(viewOf(Wire.of(plans).edition(sender.edition(changed(ANN, first)))))
                .isEqualTo(first);
    }

    /** It asked, was told everything, and goes on with what everybody is told. */
    @Test
    void whoWasSentWholeNewsUnderstandsTheNextChange() {
        stream.edition(changed(ANN, first));
        reader.edition(
                sender.edition(new Edition(ANN, 7, ++sequence, 50, List.of(new News.Whole(1, 9, 0, first, NOBODY)))));
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, first))))).isEqualTo(first);
    }

    @Test
    void whatMayBeLostIsToldAgain() {
        stream.edition(changed(ANN, first));
        stream.lost();
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, first))))).isEqualTo(first);
    }

    @Test
    void whatIsWrittenAgainTellsAllAgain() {
        Edition edition = changed(ANN, first);
        stream.edition(edition);
        assertThat(viewOf(reader.edition(stream.edition(edition)))).isEqualTo(first);
    }

    /** The streams of two ticket services are read apart: the last word of the one may come after the first of the other. */
    @Test
    void whatTheFormerOwnerSaysLateTakesNothingFromTheNext() {
        EditionWriter next = sender.editionWriter();
        byte[] before = stream.edition(changed(ANN, first));
        SaleView taken = view(new SaleState(1, SampleTerms.counted(), true, false, 2));
        reader.edition(next.edition(changed(BOB, taken)));
        reader.edition(before);
        reader.edition(stream.edition(new Edition(ANN, 7, ++sequence, 50, List.of(ended(1)))));
        assertThat(viewOf(reader.edition(next.edition(changed(BOB, taken))))).isEqualTo(taken);
    }

    @Test
    void saleThatEndedIsToldWholeWhenItComesBack() {
        reader.edition(stream.edition(changed(ANN, first)));
        reader.edition(stream.edition(new Edition(ANN, 7, ++sequence, 50, List.of(ended(1)))));
        assertThat(viewOf(reader.edition(stream.edition(changed(ANN, first))))).isEqualTo(first);
    }

    /** It is of a kind that only newer processes know, or its plan cannot be looked up just now. */
    @Test
    void saleWhoseTermsCannotBeReadTakesNothingFromTheOthers() {
        News.Changed hall =
                new News.Changed(2, 9, view(new SaleState(2, SampleTerms.hall(), false, false, 1)), new long[] {5});
        News.Changed counted = new News.Changed(1, 9, first, NOBODY);
        byte[] edition = stream.edition(new Edition(ANN, 7, ++sequence, 50, List.of(hall, counted)));
        Wire without = Wire.of(new SampleTerms() {
            @Override
            public Plan find(String version) {
                throw new LedgerUnavailableException("away", null);
            }
        });
        List<News> heard = without.edition(edition).news();
        assertThat(((News.Changed) heard.getFirst()).view()).isNull();
        assertThat(((News.Changed) heard.getFirst()).buyers()).containsExactly(5);
        assertThat(((News.Changed) heard.getLast()).view()).isEqualTo(first);
    }

    @Test
    void editionOfAStadiumIsABitASeat() {
        SeatMap stadium = SampleTerms.hall(60, 20, 50);
        plans.store(stadium);
        SaleTerms terms = SampleTerms.hall(SeatedTerms.of(stadium, List.of("front", "back"), OrphanRule.OFF));
        SaleState sale = new SaleState(1, terms, false, false, 1);
        byte[] seats = new byte[Long.BYTES + stadium.seats() / 8];
        new Random(1).nextBytes(seats);
        TierState tier = new TierState(60_000, 1, 2, 3, 4, 5);
        Availability left = AvailabilityBytes.availability(terms, seats);
        SaleView view = new SaleView(sale, SaleStatus.OPEN, List.of(tier, tier), left, false);
        reader.edition(stream.edition(changed(ANN, view)));
        byte[] edition = stream.edition(
                new Edition(ANN, 7, ++sequence, 50, List.of(new News.Changed(1, 9, view, new long[100]))));
        assertThat(edition).hasSizeLessThan(7_500 + 800 + 100);
        assertThat(AvailabilityBytes.of(viewOf(reader.edition(edition)).availability()))
                .isEqualTo(seats);
    }

    private static SaleView view(SaleState sale) {
        TierState tier = new TierState(100, 1, 2, 3, 94, 0);
        return new SaleView(sale, SaleStatus.OPEN, List.of(tier, tier), Availability.UNKNOWN, false);
    }

    private Edition changed(int member, SaleView view) {
        return new Edition(
                member, 7, ++sequence, 50, List.of(new News.Changed(view.sale().number(), 9, view, NOBODY)));
    }

    private static News ended(int sale) {
        return new News.Ended(sale, 9, false);
    }

    private static SaleView viewOf(Edition edition) {
        return ((News.Changed) edition.news().getFirst()).view();
    }
}
