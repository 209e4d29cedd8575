/**
 * As many requests as a machine can send, of which only their number, status and latency count: {@link dev.sluice.crowd.load.LoadClient}
 * sends what a {@link dev.sluice.crowd.load.RequestSource} prepared.
 */
package dev.sluice.crowd.load;
