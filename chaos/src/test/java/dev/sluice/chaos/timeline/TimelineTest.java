package dev.sluice.chaos.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {
    @TempDir
    Path folder;

    @Test
    void aPageShowsWhatHappenedInItsOrder() throws IOException {
        Timeline timeline = new Timeline("a <run>");
        timeline.add(new Event(200, "redis-1", Event.Kind.FAULT_END, "started & empty"));
        timeline.add(new Event(100, "redis-1", Event.Kind.FAULT_BEGIN, "killed"));

        Path page = folder.resolve("page.html");
        timeline.write(page);

        assertThat(Files.readString(page))
                .contains("a &lt;run>")
                .containsSubsequence("killed", "started &amp; empty")
                .doesNotContain("http:", "https:");
    }
}
