package dev.sluice.beacon;

/** The library that checks signatures is native code, which does not run on this system. */
public final class BeaconLibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeaconLibraryException(Throwable cause) {
        super("the library that checks a beacon's signature does not run on this system: " + cause, cause);
    }
}
