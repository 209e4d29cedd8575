/** What stands between a request and the queue: limits, and who is refused at all. */
package dev.sluice.gateway.guard;
