package dev.sluice.gateway.tls;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.nio.file.Path;

/**
 * Whether, and with what, the gateway ends TLS itself.
 *
 * @param certificates PEM file with the certificate and those that lead to a known authority; null for plain HTTP
 * @param key PEM file with its private key; null for plain HTTP
 * @param alsoTls12 whether TLS 1.2 is spoken beside 1.3
 * @param remembered seconds for which browsers ask for this name by https alone
 */
public record TlsConfig(Path certificates, Path key, boolean alsoTls12, int remembered) {
    /** Plain HTTP. */
    public static final TlsConfig NONE = new TlsConfig(null, null, false, 0);

    public static final Setting<String> CERTIFICATE = Setting.text(
            "http.tls-certificate",
            null,
            "PEM file with the certificate, followed by those that lead to a known authority. With it and `http.tls-key` the"
                    + " server speaks TLS 1.3 and HTTP/2 itself, at `operators.port` too. Read again when it changes.");
    public static final Setting<String> KEY = Setting.text(
            "http.tls-key",
            null,
            "PEM file with the private key of `http.tls-certificate` (PKCS#8, or RSA or EC of OpenSSL).");

    private static final int YEAR = 31_536_000;

    public TlsConfig {
        if ((certificates == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
    }

    public static TlsConfig read(SettingReader given) {
        String certificate = given.find(CERTIFICATE).orElse(null);
        String key = given.find(KEY).orElse(null);
        boolean alsoTls12 = given.get(Setting.flag(
                "http.tls-1-2",
                "Speaks TLS 1.2 too, by its suites with forward secrecy and authenticated encryption alone: for buyers whose"
                        + " phones are older than 2019."));
        int remembered = given.get(Setting.number(
                "http.hsts-seconds",
                0,
                2 * YEAR,
                YEAR,
                "For how long browsers ask for this name by https alone (`Strict-Transport-Security`), where the server"
                        + " speaks TLS itself. 0 says nothing of it."));
        return certificate == null || key == null
                ? NONE
                : new TlsConfig(Path.of(certificate), Path.of(key), alsoTls12, remembered);
    }

    public boolean isOn() {
        return certificates != null;
    }
}
