package dev.sluice.engine.writer;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;

/**
 * Bounds of the writers.
 *
 * @param queueCapacity commands that may wait in front of one sale
 * @param maxBatch commands that one transaction decides at most, and rows that it changes; what its last command changes may come on top
 * @param stallMillis a commit that takes longer than this makes the intake refuse at once
 * @param retireSeconds a closed and settled sale leaves memory after this long without a command
 * @param leaseSeconds another process takes over the sales of one that was silent for this long
 * @param maxClockJumpSeconds a clock that jumps by more is not followed
 * @param brokenRetrySeconds a sale that stopped over a fault is loaded again after this long
 */
public record EngineConfig(
        int queueCapacity,
        int maxBatch,
        int stallMillis,
        int retireSeconds,
        int leaseSeconds,
        int maxClockJumpSeconds,
        int brokenRetrySeconds) {
    private static final int DEFAULT_LEASE_SECONDS = 2;
    private static final int DEFAULT_CLOCK_JUMP_SECONDS = 60;
    private static final int DEFAULT_BROKEN_RETRY_SECONDS = 60;
    public static final EngineConfig DEFAULT = read(SettingReader.DEFAULTS);

    public EngineConfig {
        if (queueCapacity < 1
                || maxBatch < 1
                || stallMillis < 1
                || retireSeconds < 1
                || leaseSeconds < 1
                || maxClockJumpSeconds < 1
                || brokenRetrySeconds < 1) {
            throw new IllegalArgumentException("the engine's bounds are positive");
        }
    }

    /** With the usual lease, the usual clock, and the usual patience with what is broken. */
    public EngineConfig(int queueCapacity, int maxBatch, int stallMillis, int retireSeconds) {
        this(
                queueCapacity,
                maxBatch,
                stallMillis,
                retireSeconds,
                DEFAULT_LEASE_SECONDS,
                DEFAULT_CLOCK_JUMP_SECONDS,
                DEFAULT_BROKEN_RETRY_SECONDS);
    }

    public static EngineConfig read(SettingReader given) {
        return new EngineConfig(
                given.get(Setting.number(
                        "engine.queue-capacity",
                        1,
                        1 << 24,
                        65_536,
                        "Commands that may wait in front of one sale. What comes on top is answered 503 `BUSY`.")),
                given.get(Setting.number(
                        "engine.max-batch",
                        1,
                        1 << 16,
                        4_096,
                        "Commands that one transaction decides at most, and rows that it changes.")),
                given.get(Setting.number(
                        "engine.stall-millis",
                        1,
                        60_000,
                        500,
                        "While a commit takes longer than this, in milliseconds, new requests are refused at once.")),
                given.get(Setting.number(
                        "engine.retire-seconds",
                        1,
                        86_400,
                        600,
                        "A closed and settled sale leaves memory after this long without a command, in seconds.")),
                given.get(Setting.number(
                        "engine.lease-seconds",
                        1,
                        3_600,
                        DEFAULT_LEASE_SECONDS,
                        "Another ticket service takes over the sales of one that was silent for this long, in seconds; of one that died, at"
                                + " once. A process that cannot reach its ledger for this long answers nothing from memory; while it is"
                                + " the only ticket service, for 10 seconds at least.")),
                given.get(
                        Setting.number(
                                "engine.max-clock-jump-seconds",
                                1,
                                86_400 * 365,
                                DEFAULT_CLOCK_JUMP_SECONDS,
                                "A clock of the machine that jumps by more than this, in seconds, is not followed: time goes on from where it"
                                        + " was, until the clock is back or is said to be right (`POST /v1/admin/clock/trust`).")),
                given.get(Setting.number(
                        "engine.broken-retry-seconds",
                        1,
                        86_400,
                        DEFAULT_BROKEN_RETRY_SECONDS,
                        "A sale that stopped over a fault is loaded again after this long, in seconds, in case somebody has mended it;"
                                + " later where it breaks again once it is loaded, up to an hour.")));
    }
}
