/**
 * Runs sales: one thread a sale takes commands from a queue, lets a {@link dev.sluice.sale.SaleBook} decide, commits to a
 * ledger, and only then releases the outcomes. {@link dev.sluice.engine.writer.SaleWriter} is the place to start reading.
 */
package dev.sluice.engine.writer;
