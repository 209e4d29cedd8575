package dev.sluice.gateway;

import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.EligibilityContract;

/** That tests of the gateway may rely on it. */
final class FakeEligibilityTest extends EligibilityContract {
    private final Eligibility eligibility = new FakeEligibility();

    @Override
    protected Eligibility eligibility() {
        return eligibility;
    }
}
