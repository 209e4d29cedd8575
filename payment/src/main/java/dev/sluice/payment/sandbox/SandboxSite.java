package dev.sluice.payment.sandbox;

import dev.sluice.payment.ProviderSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Where a person plays the bank: one page with two buttons. */
final class SandboxSite {
    /** A payment's id is appended. */
    static final String PAYMENTS = "/sandbox/payments/";

    private static final String API = "/v1/payments/" + SandboxProvider.NAME + "/:payment";

    private SandboxSite() {}

    static ProviderSite of(SandboxProvider sandbox) {
        return new ProviderSite(
                List.of(
                        page(PAYMENTS + ":payment", "text/html; charset=utf-8", "payment.html"),
                        page("/sandbox/payment.js", "text/javascript; charset=utf-8", "payment.js"),
                        page("/sandbox/payment.css", "text/css; charset=utf-8", "payment.css")),
                List.of(
                        new ProviderSite.Action("GET", API, sandbox::show),
                        new ProviderSite.Action("POST", API + "/pay", sandbox::pay),
                        new ProviderSite.Action("POST", API + "/decline", sandbox::decline)));
    }

    private static ProviderSite.Page page(String path, String mediaType, String file) {
        try (InputStream content = SandboxSite.class.getResourceAsStream("page/" + file)) {
            if (content == null) {
                throw new IllegalStateException("not in the build: " + file);
            }
            return new ProviderSite.Page(path, mediaType, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
