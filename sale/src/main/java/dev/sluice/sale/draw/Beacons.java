package dev.sluice.sale.draw;

import java.util.Optional;

/** The public beacons that are known, and whether a value is really one's. Any thread may use it. */
public interface Beacons {
    /** The chain of that hash, if its public key is known here: what a chain that nobody knows signs proves nothing. */
    Optional<BeaconChain> chain(String hash);

    /** Whether a chain that is known signed this as that round. Whatever is no signature at all is not. */
    boolean isSigned(BeaconRound round, BeaconValue value);
}
