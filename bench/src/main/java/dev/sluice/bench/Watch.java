package dev.sluice.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose processor time a load process looks at, besides its own. 0 is nobody.
 *
 * @param serverPids one that does everything, or a gateway and the ticket services behind it
 * @param postgresPid of the postmaster
 */
record Watch(List<Long> serverPids, long postgresPid, long redisPid) {
    /**
     * Microseconds used so far, or between two looks.
     *
     * @param serverMicros of each, in the order of their pids
     */
    record Times(
            long clientMicros, List<Long> serverMicros, long postgresMicros, long redisMicros, long machineMicros) {
        Times since(Times before) {
            return new Times(
                    clientMicros - before.clientMicros,
                    IntStream.range(0, serverMicros.size())
                            .mapToObj(i -> serverMicros.get(i) - before.serverMicros.get(i))
                            .toList(),
                    postgresMicros - before.postgresMicros,
                    redisMicros - before.redisMicros,
                    machineMicros - before.machineMicros);
        }
    }

    Times now() {
        return new Times(
                ProcessTimes.micros(ProcessHandle.current().pid()),
                serverPids.stream().map(ProcessTimes::micros).toList(),
                ProcessTimes.familyMicros(postgresPid),
                ProcessTimes.micros(redisPid),
                ProcessTimes.machineMicros());
    }
}
