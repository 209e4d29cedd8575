package dev.sluice.queue.redis;

import java.util.concurrent.atomic.LongAdder;

/** What happened so far, counted. Any thread may use it. */
final class RedisFigures {
    final LongAdder sentCommands = new LongAdder();
    final LongAdder sentEntries = new LongAdder();
    final LongAdder takenCommands = new LongAdder();
    final LongAdder takenEntries = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder lostOutcomes = new LongAdder();
    final LongAdder lostRings = new LongAdder();
    final LongAdder wentBack = new LongAdder();
    final LongAdder reconnects = new LongAdder();
}
