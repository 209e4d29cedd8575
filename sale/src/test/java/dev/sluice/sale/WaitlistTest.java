package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WaitlistTest {
    private final Waitlist waitlist = new Waitlist();

    @Test
    void theFirstWhoIsContentWithWhatIsThereComesFirst() {
        Reservation three = waiting(1, 3);
        Reservation two = waiting(2, 2);
        Reservation one = waiting(3, 1);
        assertThat(firstFor(0)).isNull();
        assertThat(firstFor(1)).isSameAs(one);
        assertThat(firstFor(2)).isSameAs(two);
        assertThat(firstFor(3)).isSameAs(three);
        assertThat(firstFor(9)).isSameAs(three);
    }

    @Test
    void whoWantsAsManyIsServedInTheOrderOfArrival() {
        Reservation first = waiting(1, 2);
        Reservation second = waiting(2, 2);
        assertThat(firstFor(9)).isSameAs(first);
        leave(first);
        assertThat(firstFor(9)).isSameAs(second);
        leave(second);
        assertThat(firstFor(9)).isNull();
        assertThat(waitlist.size()).isZero();
    }

    @Test
    void whoLeavesTheMiddleIsPassedOver() {
        waiting(1, 1);
        Reservation middle = waiting(2, 1);
        Reservation last = waiting(3, 1);
        assertThat(waitlist.place(last)).isEqualTo(3);
        leave(middle);
        assertThat(waitlist.place(last)).isEqualTo(2);
        leave(firstFor(1));
        assertThat(firstFor(1)).isSameAs(last);
        assertThat(waitlist.place(last)).isEqualTo(1);
    }

    private Reservation waiting(int ordinal, int quantity) {
        ReservationState state = new ReservationState(
                new UUID(1, ordinal),
                new UUID(2, ordinal),
                ordinal,
                0,
                quantity,
                ReservationStatus.WAITLISTED,
                0,
                0,
                0,
                null,
                0);
        Reservation entry = new Reservation(state);
        waitlist.add(entry);
        return entry;
    }

    private Reservation firstFor(int available) {
        return waitlist.firstWhom(entry -> entry.quantity <= available);
    }

    private void leave(Reservation entry) {
        waitlist.remove(entry);
        entry.status = ReservationStatus.CANCELLED;
    }
}
