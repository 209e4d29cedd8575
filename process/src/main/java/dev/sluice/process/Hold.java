package dev.sluice.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that lasts until it is closed, or until this process ends, however it does: a shell does it, waits for the end of its input,
 * which comes when the pipe to it breaks, and undoes it. It is deaf to what a terminal sends to all of its processes. One thread at a time.
 */
public final class Hold implements AutoCloseable {
    private static final String BEGUN = "begun";

    private final Process shell;

    private Hold(Process shell) {
        this.shell = shell;
    }

    /**
     * Begins, and returns when it is done.
     *
     * @param enter a program, with its arguments, that becomes the shell; may be empty
     * @param begin does it, in the language of the shell
     * @param end undoes it
     * @param arguments are there as {@code $1}, {@code $2}, …
     * @throws IOException if it cannot be done, with what the shell said
     */
    public static Hold of(List<String> enter, String begin, String end, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(enter);
        String script = "trap '' INT HUP TERM\nset -e\n%s\necho %s\nread -r _ || :\n%s\n".formatted(begin, BEGUN, end);
        command.addAll(List.of("/bin/sh", "-c", script, "sluice-hold"));
        command.addAll(arguments);
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = shell.inputReader();
        List<String> complaints = new ArrayList<>();
        for (String line = said.readLine(); !BEGUN.equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException(String.join("; ", complaints));
            }
            complaints.add(line);
        }
        return new Hold(shell);
    }

    /** Of the shell. */
    long pid() {
        return shell.pid();
    }

    /** Lets the pipe to it break, as the end of this process does. */
    void breakOff() throws IOException {
        shell.getOutputStream().close();
    }

    /** Undoes it, and returns when that is done. */
    @Override
    public void close() throws IOException {
        try (BufferedWriter input = shell.outputWriter()) {
            input.write("done\n");
        }
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
