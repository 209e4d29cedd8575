package dev.sluice.engine.remote;

import dev.sluice.engine.port.CommandQueues;

/** What the desks of one gateway share. Any thread may use it. */
interface Surroundings {
    CommandQueues queues();

    Doubts doubts();

    Grants grants();

    /** By a clock that only goes forward. */
    long nowMillis();

    /** Whether any process with writers was heard lately, so that a command will find one in time. */
    boolean isAnybodyThere();
}
