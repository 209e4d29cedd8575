/** Redis between processes: commands to writers, their outcomes and news back. It keeps nothing that could not be lost. */
package dev.sluice.queue;
