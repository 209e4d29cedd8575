/**
 * How many may wait for a sale's decisions before those who come are told to come back. Knows no clock, thread, network or sale: times and
 * numbers are arguments.
 */
package dev.sluice.gateway.overload;
