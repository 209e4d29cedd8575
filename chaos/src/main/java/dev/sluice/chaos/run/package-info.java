/**
 * Harm that is done to a cluster one thing at a time while a crowd buys, what its buyers notice, and whether all that they were told is
 * true in the end: {@link dev.sluice.chaos.run.ChaosRun} is the place to start reading.
 */
package dev.sluice.chaos.run;
