package dev.sluice.bench;

/** Whose processor time a load process looks at, besides its own. */
record Watch(long serverPid, long postgresPid) {
    /** Microseconds used so far, or between two looks. */
    record Times(long clientMicros, long serverMicros, long postgresMicros, long machineMicros) {
        Times since(Times before) {
            return new Times(
                    clientMicros - before.clientMicros,
                    serverMicros - before.serverMicros,
                    postgresMicros - before.postgresMicros,
                    machineMicros - before.machineMicros);
        }
    }

    Times now() {
        return new Times(
                ProcessTimes.micros(ProcessHandle.current().pid()),
                ProcessTimes.micros(serverPid),
                ProcessTimes.familyMicros(postgresPid),
                ProcessTimes.machineMicros());
    }
}
