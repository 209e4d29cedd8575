/**
 * Those who come to a sale, from outside, over HTTP: what the tests and the measurements send, and one way of sending it. It knows the
 * interface and nothing of what is behind it.
 */
package dev.sluice.crowd;
