/**
 * The ports between processes, on streams of a Redis: standalone, behind Sentinels, or a Cluster. What is in it can be lost at any moment, and
 * comes to no harm by being read twice.
 */
package dev.sluice.queue.redis;
