/**
 * What runs in one process, and in which order it starts and stops. {@link dev.sluice.app.node.Node} is the place to start reading.
 */
package dev.sluice.app.node;
