package dev.sluice.gateway.auth;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that sign what users are given for a while: the first signs, all verify, so that one replaces another while what that signed is still
 * out. Immutable; any thread may use it.
 */
public final class KeyRing {
    private final List<byte[]> keys;

    private KeyRing(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @param rotating those that are replaced now and then, the newest first; may be none
     * @param base the deployment's own, which verifies what was signed before there were others
     */
    public static KeyRing of(List<byte[]> rotating, byte[] base) {
        List<byte[]> keys = new ArrayList<>(rotating);
        keys.add(base);
        return new KeyRing(List.copyOf(keys));
    }

    /** The one that signs. */
    byte[] newest() {
        return keys.getFirst();
    }

    /** For one purpose: what is signed for another is worthless there. */
    Signer signer(String purpose) {
        return new Signer(keys, purpose);
    }
}
