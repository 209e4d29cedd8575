/**
 * Who buys: a {@link dev.sluice.crowd.buyer.Shopper} does one thing after the other, as people do; a
 * {@link dev.sluice.crowd.buyer.Rush} is many who want the same at the same moment. What they are answered goes into a journal.
 */
package dev.sluice.crowd.buyer;
