package dev.sluice.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.news.Edition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a gateway asks a ticket service for everything, in steps of one clock. */
final class TicketServiceTest {
    private static final int STEP = 50;
    private static final int PATIENCE = 500;

    private final TicketService service = new TicketService(1, 1);
    private long now = 1_000_000;
    private long sequence;
    private int answers;

    private boolean asks() {
        boolean asks = service.wantsAsking(now, PATIENCE);
        if (asks) {
            service.asked(now, PATIENCE);
        }
        return asks;
    }

    /** When it asks in the next seconds, in milliseconds from now, if something becomes of it. */
    private List<Long> asksFor(int seconds, Runnable afterwards) {
        long began = now;
        List<Long> asked = new ArrayList<>();
        while (now - began < seconds * 1_000L) {
            if (asks()) {
                asked.add(now - began);
                afterwards.run();
            }
            now += STEP;
        }
        return asked;
    }

    private void hear() {
        service.takes(++sequence);
    }

    private void answer() {
        service.continuesAnswer(new Edition(1, 1, sequence, ++answers, 1, 0, List.of()), now);
        service.endAnswer(now);
    }

    @Test
    void whoIsAskedInVainIsAskedEverLater() {
        hear();
        List<Long> asked = asksFor(60, () -> {});
        assertThat(asked).startsWith(0L, 500L, 1_000L, 1_500L, 2_500L, 4_500L, 6_500L);
    }

    /** What cannot be read is no better read when it is told again. */
    @Test
    void whoseAnswersHelpNothingIsAskedEverLater() {
        hear();
        List<Long> asked = asksFor(60, () -> {
            answer();
            hear();
            service.puzzles(sequence + 1);
        });
        assertThat(asked)
                .startsWith(0L, 50L, 100L, 150L, 1_150L, 3_150L, 5_150L)
                .hasSizeLessThan(40);
    }

    @Test
    void whoIsMissedAfterAQuietTimeIsAskedAtOnce() {
        hear();
        asksFor(60, () -> {});
        answer();
        hear();
        assertThat(asksFor(10, () -> {})).isEmpty();
        sequence++;
        hear();
        assertThat(asks()).isTrue();
        answer();
        hear();
        sequence++;
        hear();
        assertThat(asks()).as("twice").isTrue();
    }
}
