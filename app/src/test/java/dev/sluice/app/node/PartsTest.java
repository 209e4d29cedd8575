package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void partsCloseInTheOppositeOrderEvenIfOneFails() {
        Parts parts = new Parts();
        parts.add("database", () -> closed.add("database"));
        parts.add("broken", () -> {
            throw new IllegalStateException("does not close");
        });
        parts.add("gateway", () -> closed.add("gateway"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("gateway", "database");
    }

    @Test
    void partThatComesTooLateIsClosedAtOnce() {
        Parts parts = new Parts();
        parts.close();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> parts.add("late", () -> closed.add("late")));
        assertThat(closed).containsExactly("late");
    }
}
