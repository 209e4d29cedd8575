/**
 * HTTP in front of the sales: routes, authentication, what needs no decision, and who waits for one. {@link
 * dev.sluice.gateway.Gateway} starts it, {@link dev.sluice.gateway.Lane} is what runs on each event loop, {@link
 * dev.sluice.gateway.Purchase} is the hot route.
 */
package dev.sluice.gateway;
