package dev.sluice.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium, driven by one thread. */
final class Chromium implements AutoCloseable {
    private static final String PROPERTY = "sluice.chromium";
    private static final String MISSING = """
            NO CHROMIUM, so the pages are not tested. Install one (Debian: apt-get install chromium; Fedora: dnf install chromium;
            macOS: brew install --cask chromium), or name one with -D%s=/path/to/chromium.
            """.formatted(PROPERTY);
    private static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final List<String> QUIETLY = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIETLY));
    }

    /** Starts it; where there is none, the tests that ask for it are skipped, and say what to install. */
    static Chromium start() {
        Optional<Path> executable = executable();
        if (executable.isEmpty()) {
            System.err.println(MISSING);
        }
        assumeTrue(executable.isPresent(), MISSING);
        return new Chromium(executable.orElseThrow());
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> COMMANDS.stream().map(command -> Path.of(folder, command)));
        return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
