package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WaitlistTest {
    private final int[] left = new int[Train.MAX_STOPS * Train.MAX_STOPS];
    private final Waitlist waitlist = new Waitlist(_ -> left);

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

    @Test
    void whoCannotBeServedIsAskedAgainOnlyOnceSomethingTouchesThem() {
        Reservation here = waiting(1, 1, new Selection.Best(3));
        Reservation there = waiting(2, 1, new Selection.Best(4));
        assertThat(firstFor(0)).isNull();
        assertThat(waitlist.candidate()).isNull();
        waitlist.touch(new Reach.Section(4));
        assertThat(waitlist.candidate()).isSameAs(there);
        waitlist.touch(new Reach.Section(3));
        assertThat(waitlist.candidate()).isSameAs(here);
    }

    @Test
    void hopsTouchWhoRidesOnOneOfThemAndFitsIntoTheGap() {
        Arrays.fill(left, 2);
        List<Reservation> all = new ArrayList<>();
        for (int from = 0; from < 6; from++) {
            for (int to = from + 1; to < 7; to++) {
                all.add(waiting(all.size() + 1, 1, new Selection.Stretch(from, to, false)));
                all.add(waiting(all.size() + 1, 2, new Selection.Stretch(from, to, true)));
            }
        }
        assertThat(firstFor(0)).isNull();
        waitlist.touch(new Reach.Hops(1, 2, 4, 5));
        List<Reservation> touched = new ArrayList<>();
        while (waitlist.candidate() != null) {
            touched.add(waitlist.candidate());
            waitlist.passOver();
        }
        assertThat(touched)
                .containsExactlyElementsOf(all.stream()
                        .filter(entry -> {
                            Selection.Stretch wish = (Selection.Stretch) entry.selection;
                            boolean inTheGap = wish.from() >= 1 && wish.to() <= 5;
                            return inTheGap && (wish.from() <= 2 && wish.to() > 2 || wish.from() == 3 && wish.to() > 3);
                        })
                        .toList());
    }

    @Test
    void whoWantsMoreThanIsLeftOfTheirStretchIsNotEvenAsked() {
        waiting(1, 2, new Selection.Stretch(0, 3, false));
        Reservation shorter = waiting(2, 2, new Selection.Stretch(0, 2, false));
        Reservation fewer = waiting(3, 1, new Selection.Stretch(0, 3, false));
        left[1] = 2;
        left[2] = 2;
        left[3] = 1;
        assertThat(waitlist.candidate()).isSameAs(shorter);
        leave(shorter);
        assertThat(waitlist.candidate()).isSameAs(fewer);
        leave(fewer);
        assertThat(waitlist.candidate()).isNull();
    }

    @Test
    void theFirstOfAllIsTheOneWhoCameFirst() {
        Reservation three = waiting(1, 3);
        Reservation one = waiting(2, 1);
        assertThat(waitlist.first()).isSameAs(three);
        leave(three);
        assertThat(waitlist.first()).isSameAs(one);
        waiting(3, 2);
        leave(one);
        assertThat(waitlist.first().ordinal).isEqualTo(3);
        leave(waitlist.first());
        assertThat(waitlist.first()).isNull();
    }

    @Test
    void whoGaveUpWaitingTakesNoRoom() {
        Reservation first = waiting(1, 1);
        List<Reservation> others = new ArrayList<>();
        for (int i = 2; i <= 1_000; i++) {
            others.add(waiting(i, 1));
        }
        others.forEach(this::leave);
        assertThat(waitlist.room()).isLessThan(50);
        assertThat(firstFor(1)).isSameAs(first);
        leave(first);
        assertThat(waitlist.room()).isZero();
    }

    private Reservation waiting(int ordinal, int quantity) {
        return waiting(ordinal, quantity, Selection.ANY);
    }

    private Reservation waiting(int ordinal, int quantity, Selection selection) {
        ReservationState state = new ReservationState(
                new UUID(1, ordinal),
                new UUID(2, ordinal),
                ordinal,
                0,
                quantity,
                selection,
                Units.NONE,
                ReservationStatus.WAITLISTED,
                0,
                0,
                0,
                null,
                0);
        Reservation entry = new Reservation(state);
        waitlist.add(entry, true);
        return entry;
    }

    private Reservation firstFor(int available) {
        waitlist.touch(Reach.ALL);
        while (waitlist.candidate() != null && waitlist.candidate().quantity > available) {
            waitlist.passOver();
        }
        return waitlist.candidate();
    }

    private void leave(Reservation entry) {
        waitlist.remove(entry);
        entry.become(ReservationStatus.CANCELLED);
    }
}
