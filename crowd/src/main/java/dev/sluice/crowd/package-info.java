/**
 * Those who come to a sale, from outside, over HTTP: buyers, their merchant, and what becomes of what they were told. It knows the
 * interface and nothing of what is behind it.
 *
 * <p>{@code http} is one way of asking a shop, for all of them; {@code goods} is what is on sale; {@code merchant} sells it and sees
 * what is stored; {@code journal} keeps what was answered and holds the shop to it; {@code buyer} are those who buy. {@code load} is
 * as many requests as a machine can send, of which only number, status and latency count.
 */
package dev.sluice.crowd;
