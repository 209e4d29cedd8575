/**
 * The port to payment providers. {@link dev.sluice.payment.PaymentProvider} is where to start; each adapter is a package below this
 * one, named by nobody but whoever puts the process together.
 */
package dev.sluice.payment;
