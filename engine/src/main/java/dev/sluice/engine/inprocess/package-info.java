/** The ports between gateway and writer, where both are in one process. */
package dev.sluice.engine.inprocess;
