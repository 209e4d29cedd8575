/**
 * Programs that this one starts, such as the servers of a demo: {@link dev.sluice.process.Apart} from its terminal, not longer than it lives
 * ({@link dev.sluice.process.Guard}), on {@link dev.sluice.process.FreePort}s and in {@link dev.sluice.process.Folders} of their own; and what keeps them from
 * working until it is let go ({@link dev.sluice.process.Hold}): {@link dev.sluice.process.Frozen}, or cut off from their {@link dev.sluice.process.Networks}.
 * Knows the JDK alone.
 */
package dev.sluice.process;
