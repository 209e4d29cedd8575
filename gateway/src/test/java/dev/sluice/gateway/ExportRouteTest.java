package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Reports;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that are exported: whole, by several at once, and by those who do not read them. */
final class ExportRouteTest {
    private static final String TABLE = "/v1/admin/sales/sale/reservations.csv";
    /** More than all buffers between the gateway and who reads take. */
    private static final int ROWS = 60_000;

    private static final List<Reports.Row> MADE = made();

    private static final int MANY_OF_ONE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestGateway gateway = new TestGateway();
    private final List<Socket> open = new ArrayList<>();

    private static List<Reports.Row> made() {
        UUID ann = new UUID(0, 0);
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(ordinal -> new ReservationState(
                        new UUID(1, ordinal), ann, ordinal, 0, 1, ReservationStatus.EXPIRED, 100, 1_000, 0, null, 0))
                .map(state -> new Reports.Row(FakeSale.NUMBER, "ann", state))
                .toList();
    }

    @BeforeEach
    void fill() {
        gateway.ledger.rows.addAll(MADE);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        gateway.close();
    }

    private void asksAndReadsNothing(String user) throws IOException {
        Socket socket = gateway.connect();
        open.add(socket);
        socket.setReceiveBufferSize(4_096);
        String request =
                "GET " + TABLE + " HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + gateway.token(user) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).as("it begins").isEqualTo('H');
    }

    @Test
    void aTableIsWholeAndHasEachLineOnceInItsOrder() {
        List<String> lines = gateway.text("merchant", TABLE).lines().toList();

        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.getFirst()).startsWith("\uFEFFordinal,id,user");
        for (int ordinal = 1; ordinal <= ROWS; ordinal++) {
            assertThat(lines.get(ordinal)).startsWith(ordinal + ",");
        }
    }

    @Test
    void whoReadsTablesSlowlyKeepsNobodyElseFromTheirs() throws IOException {
        for (int i = 0; i < 3 * MANY_OF_ONE; i++) {
            asksAndReadsNothing("slow" + i / MANY_OF_ONE + "/operator");
        }

        assertThat(gateway.text("merchant", TABLE).lines()).hasSize(ROWS + 1);
    }

    @Test
    void oneUserHasAFewAtOnceAndOthersWhenTheyLeave() throws IOException {
        for (int i = 0; i < MANY_OF_ONE; i++) {
            asksAndReadsNothing("slow/operator");
        }

        TestGateway.Answer tooMany = gateway.get("slow/operator", TABLE);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.reason()).isEqualTo("TOO_MANY_WAITS");
        assertThat(tooMany.header("Content-Disposition")).isNull();

        open.removeFirst().close();
        long end = System.nanoTime() + PATIENCE.toNanos();
        int status = tooMany.status();
        while (status == 429 && System.nanoTime() < end) {
            status = gateway.get("slow/operator", TABLE).status();
        }
        assertThat(status).isEqualTo(200);
    }
}
