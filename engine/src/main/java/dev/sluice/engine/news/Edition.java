package dev.sluice.engine.news;

import java.util.List;

/**
 * What one ticket service tells at once: everybody, or in answer to one gateway that asked for everything.
 *
 * @param member who tells it
 * @param run a number that the process chose at random when it started
 * @param sequence 1 for the first that it tells everybody, and one more each time, without gaps. In an answer: what everybody was told up to
 *     this number is in it
 * @param answer 0 if it is for everybody; else which of the process's answers it belongs to
 * @param part 0 if it is for everybody; else 1 for the first of an answer, and one more each time, without gaps
 * @param atMillis when that was up to which everything is told now; in an answer, when it was made. By a clock of the process's own that only
 *     goes forward, and that nothing else can be told by than how long that was after what another edition of the same run says
 * @param news in the order in which it came to be. Empty where it only says that the process is there, and in the last of an answer
 */
public record Edition(int member, long run, long sequence, int answer, int part, long atMillis, List<News> news) {
    public Edition {
        news = List.copyOf(news);
    }

    /** For everybody. */
    public Edition(int member, long run, long sequence, long atMillis, List<News> news) {
        this(member, run, sequence, 0, 0, atMillis, news);
    }

    public boolean isForAll() {
        return answer == 0;
    }

    /** Whether an answer ends with it. */
    public boolean endsAnswer() {
        return answer != 0 && news.isEmpty();
    }
}
