package dev.sluice.engine.writer;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.News;
import java.util.Arrays;

/** All of a sale as it was at one moment, on its way to others part by part. */
final class SaleListing {
    final Story story;

    /** The last that everybody was told when this was made. */
    final long sequence;

    private final SaleView view;
    private final long[] buyers;
    private int told;
    private int part;

    /** Its writer added whoever is in the view before it showed it, so the view is read first. */
    SaleListing(Story story, long sequence) {
        this.story = story;
        this.sequence = sequence;
        this.view = story.view();
        this.buyers = story.known.fingerprints();
    }

    News.Whole next(int room) {
        int end = Math.min(buyers.length, told + room);
        long[] some = Arrays.copyOfRange(buyers, told, end);
        told = end;
        return new News.Whole(story.sale, story.epoch, part++, isOver() ? view : null, some);
    }

    boolean isOver() {
        return told == buyers.length;
    }
}
