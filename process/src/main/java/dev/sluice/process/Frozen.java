package dev.sluice.process;

import java.io.IOException;
import java.util.List;

/** Processes that are stopped (SIGSTOP) until they are let go on, or until this process ends. */
public final class Frozen {
    private Frozen() {}

    public static Hold of(List<ProcessHandle> processes) throws IOException {
        List<String> pids =
                processes.stream().map(process -> Long.toString(process.pid())).toList();
        // One that ended meanwhile is none of those that matter.
        return Hold.of(List.of(), "kill -STOP \"$@\" 2> /dev/null || :", "kill -CONT \"$@\" 2> /dev/null || :", pids);
    }
}
