package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.EligibilityContract;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresEligibilityTest extends EligibilityContract {
    private final Eligibility eligibility = TestServer.database().eligibility();

    @Override
    protected Eligibility eligibility() {
        return eligibility;
    }

    /** In several statements of one transaction. */
    @Test
    void aLongListIsTakenWhole() {
        List<byte[]> people = new ArrayList<>();
        for (int i = 0; i < 20_001; i++) {
            people.add(ByteBuffer.allocate(32).putInt(i).array());
        }
        assertThat(eligibility.list(4_100_000, "long", people)).isTrue();
        assertThat(eligibility.isListed(4_100_000, "long", people.getLast())).isTrue();
        assertThat(eligibility.clear(4_100_000, "long")).isEqualTo(20_001);
    }
}
