/**
 * Redis servers of the process's own, for a demo and for tests. {@link dev.sluice.queue.embedded.EmbeddedRedis} is the place to start
 * reading. It uses nothing else of ours.
 */
package dev.sluice.queue.embedded;
