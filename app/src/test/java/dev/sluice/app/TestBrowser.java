package dev.sluice.app;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.sluice.browser.Chromium;
import java.time.Duration;

/**
 * One real browser for all tests of this process, that ends with it: to start one costs more than most tests of a page. A window is a
 * profile of its own, which knows nothing of the others. One thread.
 */
final class TestBrowser {
    /** Of whoever waits for what a page shows: long enough for a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    private static Chromium running;

    private TestBrowser() {}

    /** Another one if the last is gone. */
    static Chromium chromium() {
        if (running == null || !running.browser().isConnected()) {
            running = Chromium.start();
        }
        return running;
    }

    /** Closes what is still open, so that no page of a class goes on beside the next. */
    static void closeWindows() {
        if (running != null && running.browser().isConnected()) {
            running.browser().contexts().forEach(window -> window.close());
        }
    }
}
