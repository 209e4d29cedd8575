package dev.sluice.app.cli;

import java.net.URI;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Chooses how is logged. Libraries make loggers as soon as settings are read, before it is known how to log: what they made is set anew. The
 * JDK's own logging, which the PostgreSQL driver uses, goes the same way.
 */
final class Logging {
    enum Layout {
        /** One JSON object a line on the standard output. */
        MACHINE("log4j2-serve.xml"),
        /** A readable line on the standard error. */
        PERSON("log4j2-demo.xml");

        private final String file;

        Layout(String file) {
            this.file = file;
        }
    }

    private Logging() {}

    /** To be called before anything else: these are read once. */
    static void prepare() {
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    }

    static void begin(Layout layout, String level) {
        System.setProperty("log4j2.configurationFile", layout.file);
        System.setProperty("sluice.log.level", level);
        Configurator.reconfigure(URI.create("classpath:" + layout.file));
    }
}
