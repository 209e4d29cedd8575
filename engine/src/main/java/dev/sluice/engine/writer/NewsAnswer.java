package dev.sluice.engine.writer;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import java.util.ArrayList;
import java.util.List;

/** Everything, on its way to the one gateway that asked, edition by edition. Used by the thread that tells. */
final class NewsAnswer {
    private final int number;
    private final Untold untold;
    private final List<Integer> sales;
    private int at;
    private int part;
    private SaleListing listing;
    private boolean over;

    /** @param number tells it from the other answers of this process */
    NewsAnswer(int number, Untold untold) {
        this.number = number;
        this.untold = untold;
        this.sales = untold.sales();
    }

    /** Whether the last edition was made. */
    boolean isOver() {
        return over;
    }

    /** @param sequence of the last edition for everybody */
    Edition next(int member, long run, long sequence, long nowMillis) {
        long upTo = listing == null ? sequence : listing.sequence;
        List<News> news = news(sequence);
        over = news.isEmpty();
        return new Edition(member, run, upTo, number, ++part, nowMillis, news);
    }

    private List<News> news(long sequence) {
        List<News> news = new ArrayList<>();
        int room = untold.most().buyers();
        int places = untold.most().news();
        while (at < sales.size() && places > 0 && room > 0) {
            places -= Untold.Room.WHOLE;
            Story story = untold.find(sales.get(at));
            if (listing == null && story != null && story.broken == null) {
                listing = new SaleListing(story, sequence);
            }
            if (listing != null) {
                News.Whole next = listing.next(room);
                room -= next.buyers().length;
                news.add(next);
            } else if (story != null) {
                news.add(story.broken);
            }
            if (listing == null || listing.isOver()) {
                listing = null;
                at++;
            }
        }
        return news;
    }
}
