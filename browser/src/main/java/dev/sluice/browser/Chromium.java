package dev.sluice.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium, driven by one thread. */
public final class Chromium implements AutoCloseable {
    private static final List<String> QUIETLY = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable, List<String> more) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(QUIETLY.stream(), more.stream()).toList()));
    }

    /**
     * Starts it, and installs it first where there is none and that is possible.
     *
     * @throws IllegalStateException if there is none, saying how to get one
     */
    public static Chromium start() {
        return start(List.of());
    }

    /** The same. @param more of what it is told when it starts */
    public static Chromium start(List<String> more) {
        return new Chromium(InstalledChromium.find(), more);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
