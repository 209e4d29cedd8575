package dev.sluice.engine.port;

import java.util.Map;

/**
 * What a process says of itself by which others see whether they get on with it.
 *
 * @param release of the program; empty of one that does not say
 * @param reads the newest version of what travels between processes that it reads
 * @param writes the version that it writes
 * @param keys what all have to share, by name, each with a fingerprint that tells nothing of it; empty of one that does not say
 */
public record Traits(String release, int reads, int writes, Map<String, String> keys) {
    /** Of a process that says nothing. */
    public static final Traits UNKNOWN = new Traits("", 1, 1, Map.of());

    public Traits {
        keys = Map.copyOf(keys);
    }
}
