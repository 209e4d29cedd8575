package dev.sluice.app.cli;

/**
 * Chooses how is logged. To be called before the first logger is made: Log4j reads these properties once. The JDK's own logging,
 * which the PostgreSQL driver uses, goes the same way.
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

    static void begin(Layout layout, String level) {
        System.setProperty("log4j2.configurationFile", layout.file);
        System.setProperty("sluice.log.level", level);
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    }
}
