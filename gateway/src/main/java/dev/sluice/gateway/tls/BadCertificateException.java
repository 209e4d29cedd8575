package dev.sluice.gateway.tls;

/** The files of a certificate cannot be used; its message says why, for whoever put them there. */
public final class BadCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
