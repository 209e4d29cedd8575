package dev.sluice.payment.sandbox;

/** Late, twice, out of order, and with refunds that are only accepted at first. */
final class RoughSandboxTest extends SandboxContract {
    private static final int DELAY_MILLIS = 50;

    RoughSandboxTest() {
        super(new SandboxConfig.Manners(DELAY_MILLIS, 1, true, true));
    }
}
