package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoadRunTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void bareEndpointAnswersEveryRequestOfALoadProcess() throws Exception {
        NamedValues endpoint = BareEndpoint.DEFAULTS
                .with("status", 409)
                .with("location-bytes", 50)
                .with("transport", "nio")
                .with("seconds", 180);
        try (ChildJvm server = ChildJvm.start(BareEndpoint.class, List.of(), endpoint.arguments(), Map.of())) {
            NamedValues load = StormLoad.DEFAULTS
                    .with("port", server.await("port"))
                    .with("connections", 8)
                    .with("buyers", 100)
                    .with("requests", 2_000)
                    .with("seconds", 120)
                    .with("wake-seconds", 0)
                    .with("server-pid", server.pid());
            LoadResult result = LoadRun.measure(load, SECRET);
            assertThat(result.statuses()).isEqualTo(Map.of(409, 2_000L));
            assertThat(result.errors()).isZero();
            assertThat(result.p50Nanos()).isPositive().isLessThanOrEqualTo(result.p99Nanos());
        }
    }

    @Test
    void openLoopTellsWhatWasAnsweredAndHowLateItWasSent() throws Exception {
        NamedValues endpoint = BareEndpoint.DEFAULTS
                .with("status", 503)
                .with("transport", "nio")
                .with("seconds", 180);
        try (ChildJvm server = ChildJvm.start(BareEndpoint.class, List.of(), endpoint.arguments(), Map.of())) {
            List<String> load = PacedLoad.DEFAULTS
                    .with("port", server.await("port"))
                    .with("connections", 20)
                    .with("per-second", 200)
                    .with("seconds", 1)
                    .arguments();
            try (ChildJvm process = ChildJvm.start(
                    PacedLoad.class, LoadRun.JVM_FLAGS, load, Map.of(StormLoad.SECRET_VARIABLE, SECRET))) {
                PacedResult result = PacedResult.parse(process.finish());
                assertThat(result.sent() + result.unsent()).isEqualTo(200);
                assertThat(result.turnedAway()).isEqualTo(result.sent()).isPositive();
                assertThat(result.granted() + result.queued() + result.others() + result.errors())
                        .isZero();
                assertThat(result.turnedAwayP99Nanos()).isGreaterThanOrEqualTo(result.lateP99Nanos());
            }
        }
    }

    @Test
    void loadProcessThatFailsIsNoResult() {
        NamedValues nowhere = StormLoad.DEFAULTS.with("port", 1).with("buyers", 1);
        assertThatThrownBy(() -> LoadRun.measure(nowhere, SECRET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void unknownSettingIsRefused() {
        assertThatThrownBy(() -> StormLoad.DEFAULTS.with("conections", 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conections");
        assertThat(StormLoad.DEFAULTS
                        .with(new String[] {"--port", "80", "sale=a=b"})
                        .text("sale"))
                .isEqualTo("a=b");
    }

    @Test
    void processorTimeGrowsWithWork() {
        long pid = ProcessHandle.current().pid();
        long before = ProcessTimes.micros(pid);
        long start = System.nanoTime();
        long spins = 0;
        // On a machine that is busy with other things it may be a while before a tick of the clock is this process's.
        while (ProcessTimes.micros(pid) == before && System.nanoTime() - start < 60_000_000_000L) {
            spins++;
        }
        assertThat(spins).isPositive();
        assertThat(ProcessTimes.micros(pid) - before).isPositive();
        assertThat(ProcessTimes.familyMicros(pid)).isGreaterThanOrEqualTo(before);
        assertThat(ProcessTimes.machineMicros()).isGreaterThanOrEqualTo(before);
        assertThat(ProcessTimes.micros(0)).isZero();
    }
}
