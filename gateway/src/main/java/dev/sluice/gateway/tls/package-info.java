/**
 * TLS at the gateway itself: the certificate, read from files and read again when they change. {@link
 * dev.sluice.gateway.tls.CertificateWatch} has the one in use. Knows nothing of connections.
 */
package dev.sluice.gateway.tls;
