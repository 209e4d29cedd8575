/** The port to payment providers, the sandbox provider behind it, and the refunds that the ledger orders. */
package dev.sluice.payment;
