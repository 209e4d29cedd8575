/**
 * How an event loop asks the writers of sales, and waits for them without a thread. {@link dev.sluice.gateway.lane.Asking} is what routes
 * use, {@link dev.sluice.gateway.lane.Lanes} what writers answer to. Knows nothing of who asks.
 */
package dev.sluice.gateway.lane;
