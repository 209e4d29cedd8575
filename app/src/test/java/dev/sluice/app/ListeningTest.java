package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tests of listening sockets rely on would see one that is open to all. */
final class ListeningTest {
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0000000000000000 100 0 0 10 0
               1: 00000000:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 102 1 0000000000000000 100 0 0 10 0
               2: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 103 1 0000000000000000 20 4 30 10 -1
            """;

    @Test
    void whatListensIsToldFromWhatIsConnectedAndWhatIsAnotherProcesss() {
        assertThat(Listening.addresses(TABLE, Set.of("101", "103"))).containsExactly("0100007F");
        assertThat(Listening.addresses(TABLE, Set.of("102"))).containsExactly("00000000");
    }

    @Test
    void onlyTheLoopbackInterfaceIsThisMachine() {
        assertThat(Listening.isThisMachine("0100007F")).isTrue();
        assertThat(Listening.isThisMachine("00000000")).isFalse();
        assertThat(Listening.isThisMachine("00000000000000000000000000000000")).isFalse();
    }
}
