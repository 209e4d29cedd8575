package dev.sluice.app.exit;

/** How programs of Sluice end, as whoever started them reads it. */
public final class ExitCode {
    public static final int OK = 0;
    /** Something failed, or what was checked is not right. */
    public static final int FAILURE = 1;
    /** Wrong usage, or a configuration that is wrong or unsafe. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
