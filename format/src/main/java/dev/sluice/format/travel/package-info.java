/**
 * What of each kind of scarce thing travels between processes, and is kept nowhere: what purchases ask for, and what is left. Its bytes are part
 * of a version of the wire format: they change only together with that.
 */
package dev.sluice.format.travel;
