package dev.sluice.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chaos.stage.Harm;
import dev.sluice.chaos.stage.Stage;
import dev.sluice.chaos.timeline.Event;
import dev.sluice.chaos.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What matters most of {@code ./sluice chaos}: a ticket service that hangs and wakes up, a Redis master and a PostgreSQL that die. {@code
 * -Dsluice.seed=N} chooses otherwise; what the machine does in between is its own.
 */
@Timeout(900)
final class ChaosSimulation {
    private static final Set<Harm> HARMS = EnumSet.of(Harm.STOP_TICKET, Harm.KILL_REDIS_MASTER, Harm.KILL_POSTGRES);
    private static final Duration LONG = Duration.ofHours(1);

    private final long seed = Long.getLong("sluice.seed", 1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingThatBuyersWereToldIsUntrueWhateverIsHarmed() {
        System.out.println("ChaosSimulation: seed " + seed);
        Timeline timeline = new Timeline("a short run");
        Rehearsal rehearsal = new Rehearsal(seed, LONG, HARMS.size(), HARMS, 8, 8);
        try (Stage stage = new Stage(folder.resolve("stage"), new Stage.Size(2, 2, false))) {
            stage.start();
            try (ChaosRun run = new ChaosRun(rehearsal, stage, timeline, ChaosSimulation::say)) {
                List<String> findings = run.run();
                assertThat(findings).as("logs are in " + folder).isEmpty();
                assertThat(run.answers().granted()).isPositive();
                assertThat(run.checked()).isPositive();
            }
        }
        assertThat(timeline.events().stream().filter(event -> event.kind() == Event.Kind.WHOLE))
                .as("what was harmed became whole again")
                .hasSize(HARMS.size());
    }

    private static void say(String what) {
        System.out.println("ChaosSimulation: " + what);
    }
}
