/**
 * A provider that takes no money, for demos and tests: its books, its webhooks, its page. It knows the port and nothing else of the
 * shop; {@link dev.sluice.payment.sandbox.SandboxProvider} is where to start.
 */
package dev.sluice.payment.sandbox;
