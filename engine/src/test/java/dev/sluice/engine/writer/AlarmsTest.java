package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AlarmsTest {
    private static final long NOW = 1_000_000;

    private final TestClock clock = TestClock.standingAt(NOW);
    private final Alarms alarms = new Alarms(clock);
    private final List<Integer> rung = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        alarms.close();
    }

    @Test
    void ringsInTheOrderOfTheTimesOnceTheClockShowsThem() {
        alarm(1).ringAt(NOW + 2_000);
        alarm(2).ringAt(NOW + 1_000);
        alarm(3).ringAt(NOW + 2_001);
        clock.advance(2_000);
        Await.until("both rang", () -> rung.size() >= 2);
        assertThat(rung).containsExactly(2, 1);
        clock.advance(1);
        Await.until("the last rang", () -> rung.size() == 3);
    }

    @Test
    void earlierTimeTakesThePlaceOfALaterOneButNotTheOtherWayRound() {
        Alarms.Alarm alarm = alarm(1);
        alarm.ringAt(NOW + 60_000);
        alarm.ringAt(NOW + 1_000);
        alarm.ringAt(NOW + 30_000);
        clock.advance(1_000);
        Await.until("it rang", () -> rung.equals(List.of(1)));
        alarm(2).ringAt(NOW + 60_000);
        clock.advance(60_000);
        Await.until("the other rang", () -> rung.contains(2));
        assertThat(rung).as("what was replaced does not ring").containsExactly(1, 2);
    }

    @Test
    void whatRangCanBeSetAgain() {
        Alarms.Alarm alarm = alarm(1);
        alarm.ringAt(NOW);
        Await.until("it rang", () -> rung.size() == 1);
        alarm.ringAt(NOW);
        Await.until("it rang again", () -> rung.size() == 2);
    }

    private Alarms.Alarm alarm(int sale) {
        return alarms.of(sale, () -> rung.add(sale));
    }
}
