package dev.sluice.engine.news;

import java.util.List;

/**
 * What one ticket service tells at once.
 *
 * @param member who tells it
 * @param run a number that the process chose at random when it started
 * @param sequence 1 for the first that it tells everybody, and one more each time, without gaps. In an edition for one gateway alone: the
 *     last that everybody was told before
 * @param news in the order in which it came to be; empty where it only says that it is there
 */
public record Edition(int member, long run, long sequence, List<News> news) {
    public Edition {
        news = List.copyOf(news);
    }
}
