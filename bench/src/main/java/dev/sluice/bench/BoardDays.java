package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Days of a sale that never was, told to the page of a board in a browser as its server would tell them, but as fast as it draws. What it asks for otherwise the server
 * answers. Prints the memory after some of them, and what a drawing costs when little is known, and when much is.
 */
final class BoardDays {
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final int DRAWINGS = 300;
    /** Told at a time while a day passes. */
    private static final int EACH_FRAME = 48;

    private static final double PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);
    private static final String LINE = "%-44s %10s %14s%n";

    /** Instead of the stream, one of events that are made up: as many as are wanted, some a frame. */
    private static final String MADE_UP = """
            (() => {
              const begins = Math.floor(Date.now() / 1000) + 1;
              const days = (window.benchDays = { told: 0, until: 1, eachFrame: 1 });
              const ask = window.fetch.bind(window);
              const nodes = (i) => [1, 2, 3, 4].map((number) => ({
                number, name: `process-${number}`, roles: [number > 2 ? 'ticket' : 'gateway'], self: number === 1, silentMillis: 0, arrived: number > 2 ? 0 : 50000 + i % 999,
                cpuPermille: 300 + i % 500, heapPermille: 200 + i % 300,
              }));
              const told = (i) => JSON.stringify({
                at: new Date((begins + i) * 1000).toISOString(), seconds: 1, status: 'OPEN', looked: 2000, arrived: 100000 + i % 999, decided: 900, held: 5, sold: 4, expired: 1, released: 0,
                refunded: 0, waitlisted: 0, refused: { SOLD_OUT: 80000, CROWDED: 19000, RATE_LIMITED: 900, LIMIT_EXCEEDED: 40, BUSY: 30, INVALID: 20, BLOCKED: i % 9 }, answered: 99990,
                latencyMillis: { p50: 1 + i % 3, p95: 9 + i % 7, p99: 40 + i % 31 },
                stock: { capacity: 4000000, available: 4000000 - 4 * i - 5, held: 5, sold: 4 * i, withheld: 0 }, waitlist: i, queued: i % 50, room: { waiting: 100000 - i % 5000, inside: 400 },
                funnel: { looked: 2000 * i, arrived: 100000 * i, held: 5 * i, sold: 4 * i }, nodes: nodes(i),
              });
              window.fetch = (what, how) => {
                if (!new URL(what.url ?? what, location.href).pathname.endsWith('/live')) return ask(what, how);
                const utf8 = new TextEncoder();
                const tell = (stream) => {
                  let events = '';
                  for (let i = 0; i < days.eachFrame && days.told < days.until; i++, days.told++) events += `id: ${begins + days.told}\\nevent: board\\ndata: ${told(days.told)}\\n\\n`;
                  if (events) stream.enqueue(utf8.encode(events));
                  requestAnimationFrame(() => tell(stream));
                };
                return Promise.resolve(new Response(new ReadableStream({ start: tell }), { headers: { 'Content-Type': 'text/event-stream' } }));
              };
            })()""";

    private static final String TELL = """
            ([until, eachFrame]) => Object.assign(window.benchDays, { until, eachFrame })""";
    private static final String IS_TOLD = "() => window.benchDays.told >= window.benchDays.until";

    private final Browser browser;
    private final URI server;
    private final String sale;
    private final int events;
    private int told = 1;

    /** @param events that are told, one a second of the sale's time */
    BoardDays(Browser browser, URI server, String sale, int events) {
        this.browser = browser;
        this.server = server;
        this.sale = sale;
        this.events = events;
    }

    void run() {
        try (WatchedPage board = WatchedPage.signedIn(browser, server)) {
            Page page = board.page();
            page.addInitScript(MADE_UP);
            page.navigate(server + "/console/sales/" + sale + "/board");
            page.locator("#liveness[data-live=true]").waitFor();
            IO.println("");
            IO.print(LINE.formatted("a board, by what it was told", "heap, MB", "a drawing, ms"));
            draw(board, "5 minutes, first");
            memory(board, "the same");
            tell(page, HOUR);
            memory(board, "an hour");
            draw(board, "15 minutes, of an hour and more");
            for (int day = 1; day * DAY <= events; day++) {
                tell(page, day * DAY);
                memory(board, day + (day == 1 ? " day" : " days"));
            }
            tell(page, events);
            memory(board, "%,d seconds".formatted(events));
            draw(board, "15 minutes, of all that");
            page.locator("#ranges [value=all]").click();
            draw(board, "all of it");
            requireTold(page);
        }
    }

    /** An event a frame, for some hundred frames. */
    private void draw(WatchedPage board, String name) {
        FrameTimes frames = new FrameTimes();
        board.begin();
        pass(board.page(), told + DRAWINGS, 1);
        board.end(frames);
        IO.print(LINE.formatted("drawn: " + name, "", "%.2f".formatted(frames.busyMillisEach())));
    }

    private void tell(Page page, int until) {
        if (until > told) {
            pass(page, until, EACH_FRAME);
        }
    }

    private void pass(Page page, int until, int eachFrame) {
        told = until;
        page.evaluate(TELL, List.of(until, eachFrame));
        page.waitForFunction(IS_TOLD, null, new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void memory(WatchedPage board, String name) {
        IO.print(LINE.formatted("told: " + name, "%.1f".formatted(board.heapMegabytes()), ""));
    }

    /** It has come to the last event. */
    private void requireTold(Page page) {
        String sold = "%,d".formatted(4 * (told - 1));
        page.waitForFunction("(sold) => document.querySelector('#f-sold').textContent === sold", sold);
    }
}
