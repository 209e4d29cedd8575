package dev.sluice.process;

import java.util.List;

/**
 * Where a process of this machine listens.
 *
 * @param host its address
 * @param enter a program, with its arguments, that becomes the process there; empty where it is anyway
 */
public record Place(String host, List<String> enter) {
    /** The loopback interface. */
    public static final Place HERE = new Place("127.0.0.1", List.of());
}
