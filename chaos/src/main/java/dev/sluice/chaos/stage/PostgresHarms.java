package dev.sluice.chaos.stage;

import dev.sluice.app.postgres.PostgresPair;
import dev.sluice.process.Frozen;
import dev.sluice.process.Hold;
import java.io.IOException;

/** Harm to PostgreSQL and its standby. */
final class PostgresHarms {
    static final String PRIMARY = "postgres";
    static final String STANDBY = "standby";

    private final PostgresPair pair;

    PostgresHarms(PostgresPair pair) {
        this.pair = pair;
    }

    Injury killForGood() throws InterruptedException {
        pair.killPrimary();
        return Injury.of(PRIMARY, "killed; its standby is promoted", () -> {
            pair.failOver();
            pair.rebuildStandby();
        });
    }

    Injury crash() throws InterruptedException {
        pair.killPrimary();
        return Injury.of(PRIMARY, "killed", pair::revive);
    }

    Injury stop() throws IOException {
        Hold frozen = Frozen.of(pair.primary());
        return Injury.of(PRIMARY, "stopped", frozen);
    }

    Injury killStandby() throws InterruptedException {
        pair.killStandby();
        return Injury.of(STANDBY, "killed", pair::revive);
    }

    Injury stopStandby() throws IOException {
        Hold frozen = Frozen.of(pair.standby());
        return Injury.of(STANDBY, "stopped", frozen);
    }
}
