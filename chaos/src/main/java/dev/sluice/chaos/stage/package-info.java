/**
 * A cluster of real processes on this machine, with PostgreSQL and a standby, to which harm can be done: {@link
 * dev.sluice.chaos.stage.Stage} is the place to start reading.
 */
package dev.sluice.chaos.stage;
