package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class QueueTicketsTest {
    private static final UUID BUYER = new UUID(3, -4);

    private final QueueTickets tickets = new QueueTickets(KeyRing.of(List.of(), new byte[32]));
    private final String ticket = tickets.write(77, 4_711, BUYER);

    @Test
    void aTicketSaysWhatWasWritten() {
        assertThat(ticket).hasSize(QueueTickets.CHARS).matches("[A-Za-z0-9_-]+");
        assertThat(tickets.read(ticket)).isEqualTo(new QueueTickets.Ticket(77, 4_711, BUYER));
        assertThat(tickets.read(tickets.write(-1, 0, BUYER))).isEqualTo(new QueueTickets.Ticket(-1, 0, BUYER));
    }

    @Test
    void aTicketOutlivesTheKeyThatSignedIt() {
        byte[] next = "another key, that signs from now on".getBytes();
        QueueTickets rotated = new QueueTickets(KeyRing.of(List.of(next), new byte[32]));
        assertThat(rotated.read(ticket)).isEqualTo(tickets.read(ticket));
        assertThat(tickets.read(rotated.write(77, 1, BUYER))).isNull();
    }

    @Test
    void noChangeOfATicketIsOne() {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < ticket.length(); i++) {
            for (int j = 0; j < digits.length(); j++) {
                String other = ticket.substring(0, i) + digits.charAt(j) + ticket.substring(i + 1);
                if (!other.equals(ticket)) {
                    assertThat(tickets.read(other)).as(other).isNull();
                }
            }
        }
        for (String text : List.of("", "x", ticket + "=", ticket + "A", ticket.substring(1), "!".repeat(56))) {
            assertThat(tickets.read(text)).as(text).isNull();
        }
        byte[] key = "a key of another house, of 32 by".getBytes();
        assertThat(new QueueTickets(KeyRing.of(List.of(), key)).read(ticket)).isNull();
    }
}
