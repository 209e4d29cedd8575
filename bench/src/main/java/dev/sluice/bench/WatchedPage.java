package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** A page in a window of its own whose frames and memory are watched, by what any page can ask and by the browser's own counts. One thread. */
final class WatchedPage implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private static final String BEGIN = """
            () => {
              const seen = { at: [], isOver: false };
              const look = (now) => {
                if (seen.isOver) return;
                seen.at.push(now);
                requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
              window.benchFrames = seen;
            }""";
    private static final String END = """
            () => {
              window.benchFrames.isOver = true;
              return window.benchFrames.at;
            }""";

    private final BrowserContext window;
    private final Page page;
    private final CDPSession inside;
    private double busyBefore;
    private long startNanos;

    private WatchedPage(BrowserContext window) {
        this.window = window;
        page = window.newPage();
        inside = window.newCDPSession(page);
        inside.send("Performance.enable");
    }

    static WatchedPage open(Browser browser) {
        return new WatchedPage(browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)));
    }

    /** The same, as somebody who works for the merchant of a demo. */
    static WatchedPage signedIn(Browser browser, URI server) {
        WatchedPage watched = open(browser);
        watched.page.navigate(server + "/console");
        watched.page.locator("#staff-submit").click();
        watched.page.locator("#who-name").waitFor();
        return watched;
    }

    Page page() {
        return page;
    }

    void begin() {
        busyBefore = busySeconds();
        startNanos = System.nanoTime();
        page.evaluate(BEGIN);
    }

    /** Adds what came since the beginning. */
    void end(FrameTimes frames) {
        List<?> at = (List<?>) page.evaluate(END);
        frames.add(
                at.stream().map(each -> ((Number) each).doubleValue()).toList(),
                busySeconds() - busyBefore,
                (System.nanoTime() - startNanos) / 1e9);
    }

    /** What is left after a collection. */
    double heapMegabytes() {
        inside.send("HeapProfiler.collectGarbage");
        return inside.send("Runtime.getHeapUsage").get("usedSize").getAsLong() / 1e6;
    }

    private double busySeconds() {
        return StreamSupport.stream(
                        inside.send("Performance.getMetrics")
                                .getAsJsonArray("metrics")
                                .spliterator(),
                        false)
                .map(each -> each.getAsJsonObject())
                .filter(each -> each.get("name").getAsString().equals("TaskDuration"))
                .mapToDouble(each -> each.get("value").getAsDouble())
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        window.close();
    }
}
