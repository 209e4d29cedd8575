package dev.sluice.app.process;

import dev.sluice.process.Apart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of this one's Java and class path. */
public final class SameJava {
    static final String MAIN = "dev.sluice.app.Main";
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError");

    private SameJava() {}

    /**
     * What starts it.
     *
     * @param flags of the JVM, besides those that all have
     * @param arguments of the command line; no secrets, as everybody on the machine can read them
     */
    public static ProcessBuilder builder(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(java());
        command.addAll(flags);
        command.addAll(ClassArchive.options(System.getProperty("java.class.path")));
        command.add(MAIN);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** The program, with the flags that all have. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        return command;
    }

    /**
     * The same, deaf to what a terminal sends to all of its processes (Ctrl-C).
     *
     * @param enter a program, with its arguments, that becomes it; may be empty
     */
    static ProcessBuilder apart(List<String> enter, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(enter);
        command.addAll(builder(flags, arguments).command());
        return Apart.builder(command);
    }
}
