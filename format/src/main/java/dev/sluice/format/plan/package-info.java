/**
 * What sales have in common, as documents: seat maps in the open format ({@link dev.sluice.format.plan.SeatMaps}), and trains. The
 * contract, the rows and the imports have the same ones.
 */
package dev.sluice.format.plan;
