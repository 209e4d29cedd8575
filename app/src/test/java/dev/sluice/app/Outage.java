package dev.sluice.app;

import dev.sluice.app.postgres.RunningPostgres;
import dev.sluice.crowd.http.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes a database away. Used by one thread. */
final class Outage {
    private final Path folder;
    private final ProcessHandle postmaster;

    /** @param folder of an embedded database that runs */
    Outage(Path folder) throws IOException {
        this.folder = folder;
        this.postmaster = RunningPostgres.in(folder).orElseThrow().process();
    }

    /** The server's processes stop where they are: nothing is refused, nothing answered. */
    void freeze() {
        Signals.send("STOP", List.of(postmaster));
        Signals.send("STOP", all());
    }

    void thaw() {
        Signals.send("CONT", all());
    }

    /** {@code kill -9} to the whole server: connections break, and new ones are refused. */
    void crash() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until("the server is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Whether another server has taken the place of the one that was taken away. */
    boolean isReplaced() {
        try {
            return RunningPostgres.in(folder)
                    .filter(server -> !server.process().equals(postmaster))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        return all;
    }
}
