package dev.sluice.gateway.wire;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when direct memory is exhausted, where the virtual machine is told to end it when its heap is
 * ({@code -XX:+ExitOnOutOfMemoryError}). That option does not see what is thrown by the libraries' own accounts of direct memory, and
 * a server without any answers nobody, and says nothing. Any thread may use it.
 */
final class Exhaustion {
    private static final Logger LOG = LoggerFactory.getLogger(Exhaustion.class);
    /** That of the virtual machine. */
    private static final int EXIT_CODE = 3;

    /** Those, too, whatever a library calls its error. */
    private static final String LAST_WORDS = "Terminating due to java.lang.OutOfMemoryError: ";

    private static final boolean ENDS = isAskedFor();

    private Exhaustion() {}

    /** Does nothing about any other failure. */
    static void endOn(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            LOG.error("memory is exhausted: {}", failure.getMessage());
            if (ENDS) {
                System.err.println(LAST_WORDS + failure.getMessage());
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }

    private static boolean isAskedFor() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return machine != null
                && Boolean.parseBoolean(
                        machine.getVMOption("ExitOnOutOfMemoryError").getValue());
    }
}
