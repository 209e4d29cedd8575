package dev.sluice.engine.writer;

/**
 * Bounds of the writers.
 *
 * @param queueCapacity commands that may wait in front of one sale
 * @param maxBatch commands that one transaction decides at most, and rows that it changes; what its last command changes may come on top
 * @param stallMillis a commit that takes longer than this makes the intake refuse at once
 * @param retireSeconds a closed and settled sale leaves memory after this long without a command
 */
public record EngineConfig(int queueCapacity, int maxBatch, int stallMillis, int retireSeconds) {
    public static final EngineConfig DEFAULT = new EngineConfig(65_536, 4_096, 500, 600);

    public EngineConfig {
        if (queueCapacity < 1 || maxBatch < 1 || stallMillis < 1 || retireSeconds < 1) {
            throw new IllegalArgumentException("the engine's bounds are positive");
        }
    }
}
