package dev.sluice.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chaos.timeline.AnswerCounts;
import dev.sluice.chaos.timeline.Event;
import dev.sluice.chaos.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PulseTest {
    private static final long LATER = 1_000_000;

    private final Timeline timeline = new Timeline("a test");
    private final Pulse pulse = new Pulse(timeline, "gateway-1", 500);

    @Test
    void whatWasAnsweredIsToldAWhileAfterTheOther() {
        for (int status : List.of(201, 202, 409, 503, 503)) {
            pulse.hear(LATER, status);
        }
        pulse.broke();
        pulse.tell(LATER + 10);
        pulse.hear(LATER + 11, 201);
        pulse.tell(LATER + 20);

        assertThat(timeline.counts().getFirst())
                .satisfies(first -> assertThat(first.toMillis()).isEqualTo(LATER + 10))
                .extracting(AnswerCounts::granted, AnswerCounts::refused, AnswerCounts::busy, AnswerCounts::broken)
                .containsExactly(2L, 1L, 2L, 1L);
        assertThat(timeline.counts().getLast())
                .isEqualTo(new AnswerCounts(LATER + 10, LATER + 20, "gateway-1", 1, 0, 0, 0));
        assertThat(pulse.busy()).isEqualTo(2);
    }

    @Test
    void whenNobodyIsServedForLongItIsAGap() {
        pulse.hear(LATER, 201);
        int before = timeline.events().size();
        pulse.beginAnew();
        pulse.hear(LATER + 499, 201);
        assertThat(timeline.events()).as("not long").hasSize(before);
        pulse.hear(LATER + 700, 503);
        assertThat(pulse.longestMillis(LATER + 600)).isEqualTo(499);
        pulse.hear(LATER + 1_000, 202);

        assertThat(timeline.events().subList(before, before + 2))
                .extracting(Event::atMillis)
                .containsExactly(LATER + 499, LATER + 1_000);
        assertThat(pulse.longestMillis(LATER + 1_000)).isEqualTo(501);
        assertThat(pulse.longestMillis(LATER + 3_000)).as("it lasts").isEqualTo(2_000);
        pulse.beginAnew();
        assertThat(pulse.longestMillis(LATER + 1_001)).isEqualTo(1);
        assertThat(pulse.busy()).isZero();
    }
}
