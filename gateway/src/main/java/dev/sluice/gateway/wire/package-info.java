/**
 * Connections, below the requests that come on them: how many there are, what they may hold up, how long they may take, and what is
 * no HTTP. {@link dev.sluice.gateway.wire.Wires} has those of one event loop. Knows nothing of what is asked for.
 */
package dev.sluice.gateway.wire;
