/**
 * Who buys: a {@link dev.sluice.crowd.buyer.Shopper} does one thing after the other, as people do; a
 * {@link dev.sluice.crowd.buyer.Rush} is many who want the same at the same moment; {@link dev.sluice.crowd.buyer.Customers} go to several
 * gateways, and do not give up when one of them does not answer. What they are answered goes into a journal.
 */
package dev.sluice.crowd.buyer;
