package dev.sluice.app.cluster;

import dev.sluice.process.Place;
import java.util.function.Function;

/**
 * Where the processes of a cluster are.
 *
 * @param port that all gateways share; 0 for a free one for each
 * @param engines the address of what the nodes have in common
 * @param places where each node is, by its name
 */
public record Layout(int port, String engines, Function<String, Place> places) {
    /** All on the loopback interface. */
    public static Layout here(int port) {
        return new Layout(port, Place.HERE.host(), _ -> Place.HERE);
    }
}
