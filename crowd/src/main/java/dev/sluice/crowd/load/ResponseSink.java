package dev.sluice.crowd.load;

/** Told of each response of a load, on the thread that read it; it must be quick. */
public interface ResponseSink {
    ResponseSink NONE = (index, status, location) -> {};

    /**
     * @param index which request was answered, as counted by its {@link LoadPhase}
     * @param location null unless {@link #wantsLocation()} and there was one
     */
    void response(long index, int status, String location);

    /** Whether {@code Location} headers are worth a string each. */
    default boolean wantsLocation() {
        return false;
    }
}
