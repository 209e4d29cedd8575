package dev.sluice.chaos.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {
    private static final int MINUTE = 60_000;
    /** In bytes. */
    private static final int LARGEST = 5_000_000;

    @TempDir
    Path folder;

    @Test
    void aPageShowsWhatHappenedInItsOrder() throws IOException {
        Timeline timeline = new Timeline("a <run>");
        timeline.add(new Event(200, "redis-1", Event.Kind.FAULT_END, "started & empty"));
        timeline.add(new Event(100, "redis-1", Event.Kind.FAULT_BEGIN, "killed"));

        assertThat(page(timeline))
                .contains("a &lt;run>".replace(">", "&gt;"))
                .containsSubsequence("killed", "started &amp; empty")
                .doesNotContain("http:", "https:", "<script");
    }

    @Test
    void aFaultIsDrawnInItsLaneUntilItIsGivenBackAndUntilAllIsWhole() throws IOException {
        Timeline timeline = new Timeline("seed 7");
        timeline.lanes(List.of("gateway-1", "ticket-1", "ticket-2"));
        timeline.add(new Event(10_000, "ticket-1", Event.Kind.FAULT_BEGIN, "stopped"));
        timeline.add(new Event(14_000, "ticket-1", Event.Kind.FAULT_END, "given back"));
        timeline.add(new Event(15_500, "ticket-1", Event.Kind.WHOLE, "all is whole again"));
        timeline.add(new Event(20_000, "ticket-2", Event.Kind.FAULT_BEGIN, "cut off"));

        assertThat(page(timeline))
                .contains("seed 7", ">gateway-1<", "0:20, 2 faults")
                .contains("1. ticket-1: stopped at 0:10, stopped for 4.0 s")
                .contains("ticket-1: given back at 0:14, coming back for 1.5 s")
                .contains("2. ticket-2: cut off at 0:20, cut off for 0.0 s")
                .containsSubsequence("<rect class=\"stopped\"", "<rect class=\"recovering\"", "<rect class=\"cut\"")
                .containsSubsequence(
                        "<h2>Faults", "<td>ticket-1<td>stopped<td class=\"count\">4.0 s<td class=\"count\">1.5 s");
    }

    @Test
    void gapsOfSalesAreDrawnAndTheLongestIsNamed() throws IOException {
        Timeline timeline = new Timeline("gaps");
        timeline.add(new Event(1_000, "ticket-1", Event.Kind.FAULT_BEGIN, "killed"));
        timeline.add(new Event(1_100, "steady-1", Event.Kind.GAP_BEGIN, "nobody is told anything for good"));
        timeline.add(new Event(1_900, "steady-1", Event.Kind.GAP_END, "nobody was for 800 ms"));
        timeline.add(new Event(3_000, "ticket-1", Event.Kind.FAULT_END, "given back"));
        timeline.add(new Event(9_000, "steady-2", Event.Kind.GAP_BEGIN, "nobody is told anything for good"));
        timeline.add(new Event(9_600, "steady-2", Event.Kind.GAP_END, "nobody was for 600 ms"));

        assertThat(page(timeline))
                .contains("the longest time without a decision in a sale 0.8 s")
                .contains("steady-1: nobody was for 800 ms, from 0:01")
                .containsSubsequence("<h2>Faults", "killed<td class=\"count\">2.0 s", "0.8 s")
                .containsSubsequence("<h2>Without a decision", "<td>steady-1", "<td>steady-2");
    }

    @Test
    void answersAreCountedByTheirKind() throws IOException {
        Timeline timeline = new Timeline("answers");
        timeline.add(new AnswerCounts(0, 1_000, "gateway-1", 5, 4, 3, 2, 1));
        timeline.add(new AnswerCounts(0, 1_000, "gateway-2", 10, 0, 0, 0, 0));
        timeline.add(new AnswerCounts(1_000, 2_000, "gateway-1", 1, 0, 0, 0, 0));

        assertThat(page(timeline))
                .contains("0:00 granted: 15", "0:01 granted: 1", "0:00 taken in (202): 4", "0:00 refused: 3")
                .contains("0:00 come back (503): 2", "0:00 failed, no answer: 1", ">most 15<")
                .containsSubsequence("<h2>Answers", "<td>granted<td class=\"count\">16");
    }

    @Test
    void aVerdictStandsAtTheTopWithWhatIsWrong() throws IOException {
        Timeline timeline = new Timeline("bad");
        timeline.judge("2 things are wrong", List.of("sale-1: ann/key: is gone", "sale-2: is <b>oversold</b>"));
        assertThat(page(timeline))
                .containsSubsequence("<h1>bad", "class=\"bad\">2 things are wrong", "What is wrong", "ann/key: is gone")
                .contains("is &lt;b&gt;oversold&lt;/b&gt;");
        Timeline good = new Timeline("good");
        good.judge("nothing is wrong", List.of());
        assertThat(page(good)).contains("class=\"good\">nothing is wrong").doesNotContain("What is wrong");
    }

    @Test
    void whatSomebodySaidNeverBecomesMarkup() throws IOException {
        Timeline timeline = new Timeline("\"><script>alert(1)</script>");
        timeline.lanes(List.of("<svg onload=alert(1)>"));
        timeline.add(new Event(1, "<i>", Event.Kind.FAULT_BEGIN, "\"'><img src=x>\u0000"));
        timeline.add(new Event(2, "<b>", Event.Kind.GAP_BEGIN, "</title></svg>"));
        timeline.add(new Event(3, "<u>", Event.Kind.NOTE, "<u>"));
        timeline.judge("</p><script>", List.of("<script>"));
        assertThat(page(timeline))
                .doesNotContain("<script", "<img", "<svg onload", "<i>\u0000", "\u0000", "<b>", "<u>");
    }

    @Test
    void aDayIsBoundedInSizeAndWidth() throws IOException {
        String page = page(crowded(24 * 60));
        assertThat(page.length()).isLessThan(LARGEST);
        assertThat(page).contains("<svg class=\"lanes\" width=\"2401\"").contains("more were not kept", "more</p>");
    }

    @Test
    void ticksAndBarsFitAtEveryLength() {
        for (long millis : new long[] {0, 500, MINUTE, 10 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE}) {
            Scale scale = Scale.of(millis);
            assertThat(scale.width()).isBetween(1_100, 2_400);
            assertThat(scale.ticks()).hasSizeBetween(1, 31);
            assertThat(scale.x(1_000 * scale.barSeconds())).isGreaterThanOrEqualTo(2);
        }
        assertThat(Scale.of(10 * MINUTE).barSeconds()).isEqualTo(1);
        assertThat(Scale.text(3_725_000)).isEqualTo("1:02:05");
    }

    @Test
    void aPageOfNothingIsAPage() throws IOException {
        assertThat(page(new Timeline("empty"))).contains("0 faults", "<svg class=\"lanes\"");
    }

    /** More than is kept. */
    static Timeline crowded(int minutes) {
        Timeline timeline = new Timeline("crowded");
        Random random = new Random(minutes);
        long endMillis = (long) minutes * MINUTE;
        for (int i = 0; i < 60_000; i++) {
            long at = random.nextLong(endMillis);
            String lane = "ticket-" + i % 90;
            timeline.add(new Event(at, lane, Event.Kind.FAULT_BEGIN, "killed ".repeat(1 + i % 400)));
            timeline.add(new Event(at + 3_000, lane, Event.Kind.FAULT_END, "given back"));
            timeline.add(new Event(at, "sale-" + i % 500, Event.Kind.GAP_BEGIN, "nobody"));
            timeline.add(new Event(at + 900, "sale-" + i % 500, Event.Kind.GAP_END, "nobody"));
        }
        for (int second = 0; second < minutes * 60; second++) {
            timeline.add(new AnswerCounts(second * 1_000L, second * 1_000L + 1_000, "answers", 1, 1, 1, 1, 1));
        }
        return timeline;
    }

    private String page(Timeline timeline) throws IOException {
        Path page = folder.resolve("page.html");
        timeline.write(page);
        return Files.readString(page);
    }
}
