package dev.sluice.gateway.draw;

import dev.sluice.engine.port.Draws;
import dev.sluice.sale.draw.Beacons;

/**
 * Where draws are read, and what their values are checked with.
 *
 * @param draws what the ledger has of them
 * @param beacons those that are known
 */
public record DrawPorts(Draws draws, Beacons beacons) {}
