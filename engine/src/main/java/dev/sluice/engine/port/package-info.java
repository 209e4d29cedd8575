/**
 * What the engine needs of the world, as interfaces: a ledger that keeps decisions, a queue that brings commands, a way back for
 * outcomes; and the values that pass through them.
 */
package dev.sluice.engine.port;
