package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Await;
import dev.sluice.ledger.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without memory ends, and says so, so that whoever watches it starts another: whichever memory it is. */
final class ExhaustionTest {
    /** That of the virtual machine. */
    private static final int EXIT_CODE = 3;

    private static final String LAST_WORDS = "Terminating due to java.lang.OutOfMemoryError: ";
    private static final Pattern ADDRESS = Pattern.compile("takes requests on http://127\\.0\\.0\\.1:(\\d+)");
    private static final int MAX_CONNECTIONS = 5_000;

    @TempDir
    Path folder;

    @Test
    void anExhaustedHeapEndsTheProcess() throws IOException {
        try (ProductProcess server = serve("-Xmx8m")) {
            assertThat(server.exitCode()).isEqualTo(EXIT_CODE);
            assertThat(server.output()).contains(LAST_WORDS);
        }
    }

    /** So little of it that what a few connections have under way is too much. */
    @Test
    void exhaustedDirectMemoryEndsTheProcessAsAnExhaustedHeapDoes() throws IOException {
        List<RawConnection> open = new ArrayList<>();
        try (ProductProcess server = serve("-XX:MaxDirectMemorySize=2m")) {
            Await.until(
                    "it takes requests",
                    () -> ADDRESS.matcher(server.output()).find()
                            || !server.handle().isAlive());
            Matcher address = ADDRESS.matcher(server.output());
            assertThat(address.find()).as(server.output()).isTrue();
            int port = Integer.parseInt(address.group(1));
            while (server.handle().isAlive() && open.size() < MAX_CONNECTIONS) {
                askHalf(port, open);
            }
            assertThat(server.exitCode()).isEqualTo(EXIT_CODE);
            assertThat(server.output()).contains("memory is exhausted: ", LAST_WORDS);
        } finally {
            open.forEach(RawConnection::close);
        }
    }

    private static void askHalf(int port, List<RawConnection> open) {
        try {
            open.add(new RawConnection(port));
            open.getLast().send("GET /v1/time HTTP/1.1\r\nHost: shop\r\nX: ");
        } catch (IOException | UncheckedIOException e) {
            // It ends just now.
        }
    }

    private ProductProcess serve(String option) throws IOException {
        DatabaseConfig database = TestDatabases.create();
        Path key = Files.writeString(folder.resolve("signing-key"), "another secret that is known to tests alone");
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        for (String setting :
                List.of("ledger.url=" + database.url(), "ledger.user=" + database.user(), "signing.key-file=" + key)) {
            arguments.addAll(List.of("--set", setting));
        }
        return ProductProcess.start(folder.resolve("none"), arguments, List.of(option));
    }
}
