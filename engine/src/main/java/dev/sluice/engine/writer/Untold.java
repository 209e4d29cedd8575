package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.News;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What other processes are to know of the sales that have a writer here, and what of it they were not told yet. Used by the thread that tells. */
final class Untold {
    /** What one edition holds at most. Of a sale that is told whole all terms are told, so that it counts as several news. */
    record Room(int news, int buyers) {
        static final Room USUAL = new Room(1_024, 8_192);
        static final int WHOLE = 16;
    }

    /** New buyers and ends that are kept while no edition gets away. */
    private static final int MAX_KEPT = 1 << 18;

    private final Map<Integer, Story> stories = new LinkedHashMap<>();
    /** What is over, with what changed before that. */
    private final Deque<End> ends = new ArrayDeque<>();

    private final SequencedSet<Story> changed = new LinkedHashSet<>();
    private final SequencedSet<Story> whole = new LinkedHashSet<>();
    /** What everybody is told in parts just now; null if it is nothing. */
    private SaleListing listing;

    private final Room most;
    private int kept;

    Untold(Room most) {
        this.most = most;
    }

    Room most() {
        return most;
    }

    private record End(News news, long sinceMillis) {}

    /** @param sinceMillis it came after this; as for all that follow */
    void begin(int sale, long epoch, SaleView view, KnownBuyers known, long sinceMillis) {
        boolean again = stories.containsKey(sale);
        forget(sale);
        Story story = new Story(sale, epoch, view, known);
        stories.put(sale, story);
        whole.add(story);
        if (again) {
            story.wholeSinceMillis = sinceMillis; // Others believe in what they heard before.
        }
    }

    void change(int sale, long epoch, SaleView view, long[] buyers, long sinceMillis) {
        Story story = stories.get(sale);
        if (story == null || story.epoch != epoch) {
            return;
        }
        if (whole.contains(story)) {
            story.become(view);
        } else {
            story.become(view, buyers);
            if (changed.add(story)) {
                story.changedSinceMillis = sinceMillis;
            }
            kept += buyers.length;
        }
    }

    /** What was told of it is over. What changed before is told before. */
    void end(News end, long sinceMillis) {
        Story story = stories.get(end.sale());
        while (story != null && changed.contains(story) && !isListed(story)) {
            News.Changed change = change(story, most.buyers);
            kept += Math.max(1, change.buyers().length);
            ends.add(new End(change, story.changedSinceMillis));
        }
        forget(end.sale());
        ends.add(new End(end, sinceMillis));
        kept++;
        if (end instanceof News.Broken broken) {
            stories.put(end.sale(), new Story(broken));
        }
    }

    private void forget(int sale) {
        Story story = stories.remove(sale);
        if (story != null) {
            kept -= story.drop();
            changed.remove(story);
            whole.remove(story);
            listing = isListed(story) ? null : listing;
        }
    }

    private boolean isListed(Story story) {
        return listing != null && listing.story == story;
    }

    /** Whether more waits than is kept. */
    boolean isTooMuch() {
        return kept > MAX_KEPT;
    }

    /** Tells nobody of what waits. Whoever should have heard must be made to ask. */
    void drop() {
        changed.forEach(Story::drop);
        changed.clear();
        whole.clear();
        listing = null;
        ends.clear();
        kept = 0;
    }

    boolean isEmpty() {
        return ends.isEmpty() && changed.isEmpty() && whole.isEmpty() && listing == null;
    }

    /** Everything that came before this is told; {@code Long.MAX_VALUE} if nothing waits. */
    long toldUpToMillis() {
        long oldest = ends.isEmpty() ? Long.MAX_VALUE : ends.getFirst().sinceMillis;
        oldest = changed.isEmpty() ? oldest : Math.min(oldest, changed.getFirst().changedSinceMillis);
        oldest = listing == null ? oldest : Math.min(oldest, listing.story.wholeSinceMillis);
        for (Story story : whole) {
            oldest = Math.min(oldest, story.wholeSinceMillis);
        }
        return oldest;
    }

    /** The sales that have something to tell. */
    List<Integer> sales() {
        return List.copyOf(stories.keySet());
    }

    /** Null if there is nothing to tell of it. */
    Story find(int sale) {
        return stories.get(sale);
    }

    /**
     * What everybody is to be told next: first what ended, then what changed, then what is whole, as far as there is room.
     *
     * @param sequence of the last edition for everybody
     */
    List<News> next(long sequence) {
        List<News> news = new ArrayList<>();
        int room = most.buyers;
        while (!ends.isEmpty() && news.size() < most.news && room > 0) {
            News next = ends.removeFirst().news;
            int buyers = next instanceof News.Changed change ? change.buyers().length : 0;
            room -= buyers;
            kept -= Math.max(1, buyers);
            news.add(next);
        }
        if (ends.isEmpty()) {
            room = addChanges(news, room);
            addWholes(news, room, sequence);
        }
        kept = isEmpty() ? 0 : kept;
        return news;
    }

    private int addChanges(List<News> news, int room) {
        int left = room;
        for (Story story : List.copyOf(changed)) {
            while (changed.contains(story) && !isListed(story) && news.size() < most.news && left > 0) {
                News.Changed change = change(story, left);
                left -= change.buyers().length;
                news.add(change);
            }
        }
        return left;
    }

    private News.Changed change(Story story, int room) {
        News.Changed change = story.change(room);
        kept -= change.buyers().length;
        if (!story.hasNewBuyers()) {
            changed.remove(story);
        }
        return change;
    }

    private void addWholes(List<News> news, int room, long sequence) {
        int left = room;
        int places = most.news - news.size();
        while ((listing != null || !whole.isEmpty()) && places > 0 && left > 0) {
            places -= Room.WHOLE;
            if (listing == null) {
                listing = new SaleListing(whole.removeFirst(), sequence);
            }
            News.Whole next = listing.next(left);
            left -= next.buyers().length;
            news.add(next);
            if (listing.isOver()) {
                listing = null;
            }
        }
    }
}
