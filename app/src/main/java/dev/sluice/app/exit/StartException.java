package dev.sluice.app.exit;

/** The program cannot do what it was asked to. Its message is for the person who asked, and complete without a stack trace. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private StartException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Something outside does not work. */
    public static StartException failure(String message, Throwable cause) {
        return new StartException(ExitCode.FAILURE, message, cause);
    }

    /** What was asked is not possible, or not safe. */
    public static StartException usage(String message, Throwable cause) {
        return new StartException(ExitCode.USAGE, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
