/**
 * Processes that this one starts: of the same programs as itself, and what ends with it.
 */
package dev.sluice.app.process;
