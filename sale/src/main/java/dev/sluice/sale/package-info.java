/**
 * The rules of a sale, pure: no clock, thread, chance, log, network, database or framework. Time and chance arrive inside
 * commands. {@link dev.sluice.sale.SaleBook} is the place to start reading.
 */
package dev.sluice.sale;
