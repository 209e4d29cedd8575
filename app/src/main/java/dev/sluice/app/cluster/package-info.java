/**
 * Several nodes on one machine, with the engines between them, for trying out: {@link dev.sluice.app.cluster.LocalCluster} is the place to
 * start reading.
 */
package dev.sluice.app.cluster;
