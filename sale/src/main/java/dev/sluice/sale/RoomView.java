package dev.sluice.sale;

/**
 * A waiting room as everybody may see it.
 *
 * @param ready whether everybody who waits has a place, and nobody comes before them who is drawn: nothing is drawn, or it was
 * @param serving up to which place everybody was called
 * @param last the last place that was given
 * @param inside who came, and has neither bought nor gone
 * @param perMinute places that were called in the last minute
 * @param showsPermille how many in a thousand of those who are called come
 */
public record RoomView(boolean ready, int serving, int last, int inside, int perMinute, int showsPermille) {}
