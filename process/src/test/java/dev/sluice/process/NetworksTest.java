package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only where it may be done. */
final class NetworksTest {
    private static final String CONNECT = "timeout 1 bash -c \"echo > /dev/tcp/$1/$2\"";

    @Test
    void whoIsCutOffReachesNobodyUntilThatIsOver() throws IOException, InterruptedException {
        String link;
        try (Networks networks = networks();
                ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral(networks.host()))) {
            link = NetworkInterface.getByInetAddress(server.getInetAddress()).getName();
            Eventually.until("one reaches it", () -> reaches(networks.place("one"), server));
            Eventually.until("the other reaches it", () -> reaches(networks.place("other"), server));
            try (Hold _ = networks.cut("one")) {
                assertThat(reaches(networks.place("one"), server)).isFalse();
                Eventually.until("the other still reaches it", () -> reaches(networks.place("other"), server));
            }
            Eventually.until("it is over", () -> reaches(networks.place("one"), server));
        }
        Eventually.until("nothing is left", () -> links().stream().noneMatch(link::equals));
    }

    private static Networks networks() throws InterruptedException {
        try {
            return Networks.of(List.of("one", "other"));
        } catch (IOException e) {
            return abort("no networks can be made here: " + e.getMessage());
        }
    }

    private static boolean reaches(Place from, ServerSocket server) {
        List<String> command = new ArrayList<>(from.enter());
        command.addAll(List.of(
                "sh",
                "-c",
                CONNECT,
                "sh",
                server.getInetAddress().getHostAddress(),
                Integer.toString(server.getLocalPort())));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> links() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .map(NetworkInterface::getName)
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}
