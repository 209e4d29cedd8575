package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a process takes connections, as Linux has it: addresses as in {@code /proc/net/tcp}, each of four bytes with the last one first. */
final class Listening {
    /** The local address, and its socket, of those that listen. */
    private static final Pattern LISTENS =
            Pattern.compile("(?m)^ *\\d+: ([0-9A-F]+):[0-9A-F]{4} [0-9A-F]+:0000 0A .*?\\s(\\d+) \\d+ [0-9a-f]{4,} ");

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Set<String> THIS_MACHINE =
            Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private Listening() {}

    static List<String> addresses(ProcessHandle process) {
        Path about = Path.of("/proc", Long.toString(process.pid()));
        try {
            Set<String> sockets = sockets(about.resolve("fd"));
            List<String> addresses = new ArrayList<>();
            for (String table : List.of("net/tcp", "net/tcp6")) {
                addresses.addAll(addresses(Files.readString(about.resolve(table)), sockets));
            }
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> addresses(String table, Set<String> sockets) {
        return LISTENS.matcher(table)
                .results()
                .filter(found -> sockets.contains(found.group(2)))
                .map(found -> found.group(1))
                .toList();
    }

    static boolean isThisMachine(String address) {
        return THIS_MACHINE.contains(address);
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            for (Path file : files.toList()) {
                try {
                    Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
                    if (socket.matches()) {
                        sockets.add(socket.group(1));
                    }
                } catch (NoSuchFileException e) {
                    continue; // closed meanwhile
                }
            }
        }
        return sockets;
    }
}
