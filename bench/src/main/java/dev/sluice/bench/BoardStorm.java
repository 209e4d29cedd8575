package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import dev.sluice.crowd.http.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A storm on a sale whose board somebody watches, beside the same that nobody watches, and a browser with an empty page, which costs as much of the machine as any; and the
 * frames of both pages with and without the storm. In turns; a round more goes before and does not count.
 */
final class BoardStorm {
    private static final String EMPTY = "empty page";
    private static final String BOARD = "board";
    private static final String STORM = ", storm";
    private static final String NOBODY = "nobody watches";
    private static final String BLANK = "about:blank";

    private final Browser browser;
    private final URI server;
    private final String sale;
    private final NamedValues load;
    private final TokenSource tokens;
    private final int seconds;
    private final int watchers;
    private final Map<String, FrameTimes> frames = new LinkedHashMap<>();
    private final Map<String, List<Figures>> figures = new LinkedHashMap<>();
    private long events;
    private long bytes;
    private double readSeconds;

    /**
     * @param load on that sale
     * @param watchers programs that read the board's events
     */
    BoardStorm(
            Browser browser, URI server, String sale, NamedValues load, TokenSource tokens, int seconds, int watchers) {
        this.browser = browser;
        this.server = server;
        this.sale = sale;
        this.load = load;
        this.tokens = tokens;
        this.seconds = seconds;
        this.watchers = watchers;
    }

    void run(int rounds) throws Exception {
        try (WatchedPage empty = WatchedPage.open(browser);
                WatchedPage board = WatchedPage.signedIn(browser, server)) {
            empty.page().navigate(BLANK);
            double[] heap = new double[2];
            for (int round = 0; round <= rounds; round++) {
                if (round == 1) {
                    forget();
                }
                still(EMPTY, empty);
                storm(NOBODY);
                readers();
                seen(EMPTY, empty);
                watch(board);
                heap[0] = round <= 1 ? board.heapMegabytes() : heap[0];
                still(BOARD, board);
                seen(BOARD, board);
                heap[1] = board.heapMegabytes();
                board.page().navigate(BLANK);
            }
            print(heap);
        }
    }

    private void forget() {
        frames.clear();
        figures.clear();
        events = 0;
        bytes = 0;
        readSeconds = 0;
    }

    private void watch(WatchedPage board) {
        board.page().navigate(server + "/console/sales/" + sale + "/board");
        board.page().locator("#liveness[data-live=true]").waitFor();
    }

    private void still(String name, WatchedPage page) throws InterruptedException {
        page.begin();
        TimeUnit.SECONDS.sleep(seconds);
        page.end(framesOf(name));
    }

    private void seen(String name, WatchedPage page) throws InterruptedException {
        try (LoadRun run = LoadRun.start(load, Storm.SECRET)) {
            run.awaitMeasuring();
            page.begin();
            LoadResult result = run.result();
            page.end(framesOf(name + STORM));
            add("browser, " + name, result);
        }
    }

    private void storm(String name) throws InterruptedException {
        add(name, LoadRun.measure(load, Storm.SECRET));
    }

    private void readers() throws IOException, InterruptedException {
        try (BoardReaders readers = BoardReaders.start(server, sale, tokens, watchers)) {
            storm(watchers + " programs watch");
            events += readers.events();
            bytes += readers.bytes();
            readSeconds += readers.seconds();
        }
    }

    private FrameTimes framesOf(String name) {
        return frames.computeIfAbsent(name, _ -> new FrameTimes());
    }

    private void add(String name, LoadResult result) {
        if (result.errors() > 0) {
            throw new IllegalStateException("not all were answered: " + result);
        }
        Figures more = Figures.of(result, Runtime.getRuntime().availableProcessors());
        IO.print(FigureTable.line(name, more));
        figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(more);
    }

    private void print(double[] heap) {
        IO.println("");
        IO.print(FigureTable.text(
                figures.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> Figures.median(each.getValue()),
                                (one, _) -> one,
                                LinkedHashMap::new)),
                NOBODY));
        IO.println("noise: what the browser and the programs that watch take, and strangers");
        IO.println("");
        IO.print(FrameTimes.headings());
        frames.forEach((name, each) -> IO.print(each.line(name, frames.get(EMPTY))));
        IO.println("");
        IO.println("heap of the board: %.1f MB when it was opened, %.1f MB after the last storm"
                .formatted(heap[0], heap[1]));
        IO.println("an event: %,d bytes; %.2f a second for each who watches"
                .formatted(bytes / Math.max(1, events), events / (double) watchers / readSeconds));
    }
}
