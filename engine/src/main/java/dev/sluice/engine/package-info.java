/**
 * Runs sales: one thread a sale takes commands from a queue, lets a {@link dev.sluice.sale.SaleBook} decide, commits to a
 * ledger, and only then releases the outcomes. {@link dev.sluice.engine.SaleWriter} is the place to start reading; what it
 * stands on are the ports {@link dev.sluice.engine.Ledger}, {@link dev.sluice.engine.CommandQueue} and
 * {@link dev.sluice.engine.Outcomes}.
 */
package dev.sluice.engine;
