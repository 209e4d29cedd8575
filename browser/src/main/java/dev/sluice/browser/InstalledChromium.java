package dev.sluice.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where this machine's Chromium is. The one without a user interface is preferred: the same engine, for half of the processor time, since
 * nothing draws a window around a page that nobody looks at. One is installed by the system's packages where that needs nobody's word: as
 * root, with apt.
 */
final class InstalledChromium {
    private static final String PROPERTY = "sluice.chromium";
    private static final String MISSING = """
            There is no Chromium, and one could not be installed. Install one (Debian: apt-get install chromium; Fedora: dnf install
            chromium; macOS: brew install --cask chromium), or name one with -D%s=/path/to/chromium.
            """.formatted(PROPERTY);
    private static final List<String> COMMANDS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final long PATIENCE_MINUTES = 5;

    private InstalledChromium() {}

    /** @throws IllegalStateException if there is none, saying how to get one */
    static synchronized Path find() {
        return executable().or(InstalledChromium::installed).orElseThrow(() -> new IllegalStateException(MISSING));
    }

    private static Optional<Path> executable() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.concat(
                        COMMANDS.stream().flatMap(InstalledChromium::onPath),
                        ELSEWHERE.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command));
    }

    private static Optional<Path> installed() {
        boolean canInstall = "root".equals(System.getProperty("user.name"))
                && onPath("apt-get").anyMatch(Files::isExecutable);
        if (canInstall && run("apt-get update -qq") && (install("chromium-headless-shell") || install("chromium"))) {
            return executable();
        }
        return Optional.empty();
    }

    private static boolean install(String what) {
        return run("apt-get install -y -qq --no-install-recommends " + what);
    }

    private static boolean run(String command) {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroy();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
