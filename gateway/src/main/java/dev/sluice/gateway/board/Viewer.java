package dev.sluice.gateway.board;

import java.util.function.BooleanSupplier;

/**
 * Who wants to watch.
 *
 * @param untilSecond when their stream ends, to be asked for anew
 * @param mayStill whether they would still be let in; asked once a second, on the event loop of the stream
 */
public record Viewer(String user, long untilSecond, BooleanSupplier mayStill) {}
