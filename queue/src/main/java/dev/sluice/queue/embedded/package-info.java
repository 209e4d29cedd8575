/**
 * Redis servers of the process's own, for a demo and for tests. {@link dev.sluice.queue.embedded.EmbeddedRedis} is the place to start
 * reading. Of ours it uses
 * {@code process} alone.
 */
package dev.sluice.queue.embedded;
