/**
 * How commands, their outcomes and news are written down between processes: frames of bytes, of which each says its version. It knows no
 * Redis.
 */
package dev.sluice.queue.wire;
