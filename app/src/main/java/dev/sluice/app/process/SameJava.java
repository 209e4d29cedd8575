package dev.sluice.app.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of this one's Java and class path. */
public final class SameJava {
    private static final String MAIN = "dev.sluice.app.Main";
    private static final Path SETSID = Path.of("/usr/bin/setsid");
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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /**
     * The same, deaf to what a terminal sends to all of its processes (Ctrl-C).
     *
     * @param enter a program, with its arguments, that becomes it; may be empty
     */
    static ProcessBuilder apart(List<String> enter, List<String> flags, List<String> arguments) {
        ProcessBuilder builder = builder(flags, arguments);
        builder.command().addAll(0, enter);
        if (Files.isExecutable(SETSID)) {
            builder.command().addFirst(SETSID.toString());
        }
        return builder;
    }

    /** A port of the loopback interface that nobody listens on; somebody may, a moment later. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
