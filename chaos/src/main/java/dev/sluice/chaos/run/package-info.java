/**
 * Harm that is done to a cluster one thing at a time while a crowd buys, and what its buyers notice.
 */
package dev.sluice.chaos.run;
