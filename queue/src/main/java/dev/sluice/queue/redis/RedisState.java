package dev.sluice.queue.redis;

/**
 * How this process gets on with Redis: for metrics and status pages. What is counted is counted since it started.
 *
 * @param awaySinceMillis since when Redis fails, in milliseconds since 1970; 0 if it does not
 * @param unsent commands that wait to be sent
 * @param fetched commands that wait for writers of this process
 * @param lagMillis how long the oldest of them has been in Redis, as far as its clock is this machine's
 * @param unsentOutcomes outcomes that wait to be sent
 * @param sentCommands commands that Redis took
 * @param sentEntries in so many entries
 * @param takenCommands commands that came from Redis
 * @param takenEntries in so many entries
 * @param turnedAway commands that did not get into their stream
 * @param unknown commands of which nobody knows whether they did
 * @param unreadable frames that were skipped
 * @param lostOutcomes outcomes that did not get to who waits
 * @param lostRings times when a ticket service was not told, and had to find out itself
 * @param wentBack streams that were behind what was committed of them
 * @param reconnects connections that came back
 */
public record RedisState(
        long awaySinceMillis,
        long unsent,
        long fetched,
        long lagMillis,
        long unsentOutcomes,
        long sentCommands,
        long sentEntries,
        long takenCommands,
        long takenEntries,
        long turnedAway,
        long unknown,
        long unreadable,
        long lostOutcomes,
        long lostRings,
        long wentBack,
        long reconnects) {}
