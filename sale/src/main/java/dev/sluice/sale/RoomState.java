package dev.sluice.sale;

/**
 * How far a waiting room has come.
 *
 * @param serving up to which place everybody was called; 0 for nobody
 * @param showsPermille how many in a thousand of those who are called come, as measured
 */
public record RoomState(int serving, int showsPermille) {
    public RoomState {
        if (serving < 0 || showsPermille < 0 || showsPermille > 1_000) {
            throw new IllegalArgumentException("nobody is called before the first");
        }
    }
}
