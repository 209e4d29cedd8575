/**
 * Who asks, and what is signed: {@link dev.sluice.gateway.auth.Tokens} verifies, {@link dev.sluice.gateway.auth.Callers} lets in to a
 * route; receipts and ticket codes.
 */
package dev.sluice.gateway.auth;
