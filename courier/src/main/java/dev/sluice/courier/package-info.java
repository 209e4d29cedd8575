/**
 * What leaves the house: {@link dev.sluice.courier.Courier} goes its rounds through the outbox, and a {@link
 * dev.sluice.courier.Delivery} knows how to deliver one kind of message.
 */
package dev.sluice.courier;
