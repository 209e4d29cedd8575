/**
 * Those who come to a sale, from outside, over HTTP. {@code http} is one way of asking a shop, for all of them; {@code load} is as many
 * requests as a machine can send. It knows the interface and nothing of what is behind it.
 */
package dev.sluice.crowd;
