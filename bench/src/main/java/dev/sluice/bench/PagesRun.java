package dev.sluice.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.sluice.browser.Chromium;
import dev.sluice.browser.PageTraffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench pages}: what the pages of a demo weigh in a browser, how soon they can be used behind a slow line, and how many of a crowd's views of a sale's page
 * reach the server behind a cache.
 */
@CommandLine.Command(
        name = "pages",
        description = "What pages weigh, how soon they can be used, and what a cache in front leaves for the server.")
final class PagesRun extends Run {
    private static final String SECRET = "a secret of the bench, which is long enough";
    private static final String SALE = "concert";
    private static final String LINE = "%-36s %9s %8s %9s %9s %9s%n";
    private static final int FEW = 100;

    private static final String STADIUM = "() => document.querySelector('#choice .map-frame canvas')?.width > 100";

    /** @param latencyMillis there and back, of a request; 0 with {@code bitsPerSecond} for a line that is not slowed */
    private record Line(String name, int latencyMillis, long bitsPerSecond) {}

    private static final List<Line> LINES = List.of(
            new Line("as it is", 0, 0),
            new Line("150 ms, 1.6 Mbit/s", 150, 1_600_000),
            new Line("400 ms, 0.4 Mbit/s", 400, 400_000));

    /** A page, and a question to it that is answered yes once it can be used. */
    private record Shown(String path, String question) {}

    private static final List<Shown> PAGES = List.of(
            new Shown("/sales/" + SALE, """
                    () => document.querySelector('#title')?.textContent && document.querySelector('#choice')?.childElementCount > 0
                      && document.querySelector('#buy')?.offsetParent && document.querySelector('#buy').textContent.trim() !== ''"""),
            new Shown("/", "() => document.querySelectorAll('[data-sale]').length > 2"),
            new Shown("/sales/stadium", STADIUM),
            new Shown("/me", "() => document.querySelector('h1')?.offsetParent"));

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Visits of each page on each line; medians are printed.")
    private int rounds = 5;

    @Option(
            names = "--views",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Views of a sale's page through the cache; at most 10,000,000.")
    private int views = 100_000;

    @Option(
            names = "--new",
            paramLabel = "PER CENT",
            description = "How many of these are by somebody who has nothing of the page yet.")
    private int newcomers = 30;

    @Mixin
    private NginxCache.Program nginx = new NginxCache.Program();

    @Override
    void check() {
        require(views <= 10_000_000, "--views must be at most 10000000");
        require(newcomers >= 0 && newcomers <= 100, "--new is from 0 to 100");
        nginx.check(this);
    }

    @Override
    void measure() throws Exception {
        Product product = Product.start(
                parts(),
                Product.JVM_FLAGS,
                List.of("--set", "limits.off=true"),
                Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
        try (Chromium chromium = Chromium.start()) {
            inBrowser(chromium, product);
            seats(chromium, product);
        }
        behindCache(product);
    }

    private void inBrowser(Chromium chromium, Product product) {
        IO.print(LINE.formatted("page, line", "requests", "bytes", "reload's", "usable, s", "reload, s"));
        for (Shown page : PAGES) {
            for (Line line : LINES) {
                visit(chromium, product, page, line);
            }
        }
        IO.println(
                "to be reached: 8 requests and 60,000 bytes first, 2 again; 1.0 s at 150 ms and 1.6 Mbit/s, 2.5 s at 400 ms and 0.4 Mbit/s");
    }

    private void visit(Chromium chromium, Product product, Shown shown, Line line) {
        Medians medians = new Medians();
        int requests = 0;
        long bytes = 0;
        int requestsAgain = 0;
        for (int i = 0; i < rounds; i++) {
            try (BrowserContext window = chromium.browser().newContext()) {
                Page page = window.newPage();
                PageTraffic traffic = PageTraffic.of(page);
                if (line.latencyMillis() > 0) {
                    traffic.slow(line.latencyMillis(), line.bitsPerSecond());
                }
                medians.add("first", seconds(page, shown, () -> page.navigate(product.url() + shown.path())));
                requests = traffic.requests().size();
                bytes = traffic.bytes();
                traffic.forget();
                medians.add("again", seconds(page, shown, page::reload));
                requestsAgain = traffic.requests().size();
            }
        }
        IO.print(LINE.formatted(
                shown.path() + ", " + line.name(),
                requests,
                "%,d".formatted(bytes),
                requestsAgain,
                "%.2f".formatted(medians.of("first")),
                "%.2f".formatted(medians.of("again"))));
    }

    private static double seconds(Page page, Shown shown, Runnable go) {
        long start = System.nanoTime();
        go.run();
        page.waitForFunction(shown.question());
        return (System.nanoTime() - start) / 1e9;
    }

    /** What the largest hall costs a browser: the document of its free seats, and the memory of its page. */
    private static void seats(Chromium chromium, Product product) throws IOException, InterruptedException {
        String path = "/v1/sales/stadium/seats";
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String encoding : List.of("identity", "gzip", "br")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(product.url() + path))
                        .header("Accept-Encoding", encoding)
                        .build();
                int bytes = client.send(request, BodyHandlers.ofByteArray()).body().length;
                IO.println("%s, %s: %,d bytes".formatted(path, encoding, bytes));
            }
        }
        try (BrowserContext window = chromium.browser().newContext()) {
            Page page = window.newPage();
            page.navigate(product.url() + "/sales/stadium");
            page.waitForFunction(STADIUM);
            CDPSession inside = window.newCDPSession(page);
            inside.send("HeapProfiler.collectGarbage");
            long used = inside.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
            IO.println("heap of the page /sales/stadium: %.1f MB".formatted(used / 1e6));
        }
    }

    private void behindCache(Product product) throws Exception {
        try (NginxCache cache = nginx.start(folder("sluice-nginx-"), product.port())) {
            if (cache == null) {
                IO.println("no nginx here: what is asked through a cache is left out");
                return;
            }
            PageViews crowd = new PageViews(cache.port(), "/sales/" + SALE, newcomers);
            long start = System.nanoTime();
            PageViews.Seen seen = crowd.run(views);
            double seconds = (System.nanoTime() - start) / 1e9;
            List<NginxCache.Note> reached =
                    cache.end().stream().filter(note -> !note.isKept()).toList();
            long asked = reached.stream()
                    .filter(note -> !note.status().equals("UPDATING"))
                    .count();
            IO.println("%,d views of /sales/%s in %.0f s, %d%% of them first ones: %,d requests, %,d bytes a view"
                    .formatted(views, SALE, seconds, newcomers, seen.requests(), seen.bytes() / views));
            IO.println("of which reached the server: %,d (to be reached: under %d)".formatted(asked, FEW));
            reached.stream()
                    .filter(note -> !note.status().equals("UPDATING"))
                    .collect(Collectors.groupingBy(NginxCache.Note::path, TreeMap::new, Collectors.counting()))
                    .forEach((path, count) -> IO.println("  %,6d  %s".formatted(count, path)));
        }
    }
}
