/** Where requests come from: addresses, ranges of them, and whose address a request behind proxies is. */
package dev.sluice.gateway.address;
