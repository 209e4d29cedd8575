package dev.sluice.gateway;

import dev.sluice.gateway.tls.CertificateWatch;
import dev.sluice.gateway.wire.Arrivals;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.gateway.wire.Wires;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;

/** What the listeners of one gateway need where it ends TLS itself. Any thread may use it. */
record Secured(CertificateWatch certificate, Arrivals arrivals) {
    /** The options of a listener, and who is shown whoever comes to it. */
    HttpServerOptions options(HttpServerOptions plain, WireConfig wire, Context context, Wires wires) {
        arrivals.showTo(((ContextInternal) context).nettyEventLoop(), wires);
        return Transports.secure(plain, certificate, wire);
    }

    /** A server that listens, and is given every new certificate. */
    void listening(HttpServer server) {
        certificate.add(server::updateSSLOptions);
    }
}
