/**
 * Programs that this one starts, such as the servers of a demo: {@link dev.sluice.process.Apart} from its terminal, not longer than it lives
 * ({@link dev.sluice.process.Guard}), on {@link dev.sluice.process.FreePort}s and in {@link dev.sluice.process.Folders} of their own. Knows the JDK alone.
 */
package dev.sluice.process;
