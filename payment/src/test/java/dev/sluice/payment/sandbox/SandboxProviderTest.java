package dev.sluice.payment.sandbox;

/** With good manners: everything once, in order, and refunds at once. */
final class SandboxProviderTest extends SandboxContract {
    SandboxProviderTest() {
        super(SandboxConfig.Manners.GOOD);
    }
}
