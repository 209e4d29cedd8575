package dev.sluice.app.node;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sluice.app.exit.StartException;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.wire.WireConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the number of connections against the number of files that this process may have open: each is one. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private OpenFiles() {}

    /**
     * The same settings, with a number of connections that there are files for.
     *
     * @throws StartException if more were asked for
     */
    static GatewayConfig fit(GatewayConfig http) {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        try {
            WireConfig fitting = http.wire().fitting(limit);
            if (http.wire().maxConnections() == 0 && fitting.maxConnections() < WireConfig.USUAL_CONNECTIONS) {
                LOG.info(
                        "takes {} connections: the limit of open files (ulimit -n) is {}",
                        fitting.maxConnections(),
                        limit);
            }
            return http.withWire(fitting);
        } catch (IllegalArgumentException e) {
            throw StartException.usage(e.getMessage(), e);
        }
    }
}
