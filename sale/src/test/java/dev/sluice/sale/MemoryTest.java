package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MemoryTest {
    private final Memory memory = new Memory();

    @Test
    void knowsWhoIsThereWhoHasLeftAndWhoNeverWas() {
        Random random = new Random(1);
        List<Reservation> made = new ArrayList<>();
        for (int i = 1; i <= 20_000; i++) {
            made.add(memory.make(state(i, id(random), id(random))));
        }
        made.stream().filter(r -> r.ordinal % 3 != 0).forEach(memory::settle);
        memory.dismiss(memory.settlements(), r -> r.ordinal % 3 == 1);
        memory.touch(made.stream()
                .<Command>map(each -> new Command.Cancel(each.id(), each.buyer()))
                .toList());
        memory.touch(List.of(
                new Command.Find(id(random)),
                new Command.FindByBuyer(id(random), made.getLast().buyer()),
                new Command.Reserve(id(random), id(random), "ann", 0, 1)));
        for (Reservation each : made) {
            boolean left = each.ordinal % 3 == 2;
            assertThat(memory.lacks(new Command.Find(each.id()))).isEqualTo(left);
            if (!left) {
                assertThat(memory.find(each.id())).isSameAs(each);
                assertThat(memory.newest(each.buyer())).isSameAs(each);
            } else {
                assertThat(memory.newest(each.buyer())).isNull();
            }
            assertThat(Buyers.reservations(memory.counts(each.buyer()))).isEqualTo(1);
        }
        for (int i = 0; i < 20_000; i++) {
            UUID other = id(random);
            assertThat(memory.lacks(new Command.Find(other))).isFalse();
            assertThat(memory.find(other)).isNull();
            assertThat(memory.counts(other)).isZero();
        }
    }

    @Test
    void whoHasLeftIsNotDecidedOn() {
        Reservation left = leave(state(1, new UUID(5, 5), new UUID(6, 6)));
        assertThatThrownBy(() -> memory.find(left.id())).isInstanceOf(BrokenInvariantException.class);
        UUID payment = ReservationIds.payment(left.id(), 1, 0);
        assertThatThrownBy(() -> memory.findPayment(payment)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void whoComesBackIsThereUntilTheNextLeave() {
        ReservationState state = state(1, new UUID(5, 5), new UUID(6, 6));
        leave(state);
        PaymentState payment = payment(state.id());
        memory.recall(List.of(payment.id()), List.of(new Settled(state, List.of(payment))));
        assertThat(memory.find(state.id()).state(0)).isEqualTo(state);
        assertThat(memory.findPayment(payment.id()).state).isEqualTo(payment);
        memory.dismiss(memory.settlements(), _ -> false);
        assertThat(memory.lacks(new Command.Find(state.id()))).isTrue();
        assertThat(memory.lacks(new Command.FindPayment(payment.id()))).isTrue();
    }

    @Test
    void whoIsDecidedOnAgainStaysUntilThatIsDurable() {
        Reservation made = memory.make(state(1, new UUID(5, 5), new UUID(6, 6)));
        memory.settle(made);
        long first = memory.settlements();
        assertThat(memory.find(made.id())).isSameAs(made);
        memory.dismiss(first, _ -> false);
        assertThat(memory.lacks(new Command.Find(made.id()))).isFalse();
        memory.dismiss(memory.settlements(), _ -> false);
        assertThat(memory.lacks(new Command.Find(made.id()))).isTrue();
    }

    /** Both marks are the same, as those of two ids among 2 to the power of 62 are. */
    @Test
    void anIdWithAnothersMarkIsItself() {
        UUID left = new UUID(5, 5);
        UUID other = new UUID(5, 1L << 50 | 5);
        leave(state(1, left, new UUID(6, 6)));
        assertThat(memory.lacks(new Command.Find(other))).isTrue();
        memory.recall(List.of(other), List.of());
        assertThat(memory.find(other)).isNull();
        Reservation made = memory.make(state(2, other, new UUID(7, 7)));
        assertThat(memory.find(other)).isSameAs(made);
        assertThat(memory.lacks(new Command.Find(left))).isTrue();
        memory.settle(made);
        memory.dismiss(memory.settlements(), _ -> false);
        memory.recall(List.of(other), List.of(new Settled(made.state(0), List.of())));
        assertThat(memory.find(other).ordinal).isEqualTo(2);
        memory.recall(List.of(left), List.of(new Settled(state(1, left, new UUID(6, 6)), List.of())));
        assertThat(memory.find(left).ordinal).isEqualTo(1);
    }

    /** They differ in what makes room for a row only. */
    @Test
    void buyersOfNearlyTheSameDigestAreTwo() {
        UUID ann = new UUID(9, 1L << 21);
        UUID bob = new UUID(9, 1L << 22);
        Reservation anns = memory.make(state(1, new UUID(1, 1), ann));
        memory.addUnits(anns, 3);
        assertThat(memory.counts(bob)).isZero();
        memory.addUnits(memory.make(state(2, new UUID(1, 2), bob)), 5);
        memory.settle(anns);
        memory.dismiss(memory.settlements(), _ -> false);
        assertThat(Buyers.units(memory.counts(ann))).isEqualTo(3);
        assertThat(Buyers.units(memory.counts(bob))).isEqualTo(5);
        assertThat(memory.newest(bob).ordinal).isEqualTo(2);
        assertThat(memory.newest(ann)).isNull();
    }

    @Test
    void aBuyersReservationsHangTogetherWhoeverLeaves() {
        UUID ann = new UUID(9, 9);
        List<Reservation> made = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            made.add(memory.make(state(i, new UUID(i, i), ann)));
        }
        for (int leaver : new int[] {6, 3, 1}) {
            memory.settle(made.get(leaver - 1));
            memory.dismiss(memory.settlements(), _ -> false);
        }
        List<Integer> hanging = new ArrayList<>();
        for (Reservation r = memory.newest(ann); r != null; r = r.olderOfBuyer) {
            hanging.add(r.ordinal);
        }
        assertThat(hanging).containsExactly(5, 4, 2);
        assertThat(Buyers.reservations(memory.counts(ann))).isEqualTo(6);
    }

    @Test
    void aBuyerHasNoLessThanNothing() {
        Reservation made = memory.make(state(1, new UUID(5, 5), new UUID(6, 6)));
        assertThatThrownBy(() -> memory.addUnits(made, -1)).isInstanceOf(BrokenInvariantException.class);
    }

    private Reservation leave(ReservationState state) {
        Reservation leaver = memory.make(state);
        memory.settle(leaver);
        memory.dismiss(memory.settlements(), _ -> false);
        return leaver;
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static ReservationState state(int ordinal, UUID id, UUID buyer) {
        return new ReservationState(id, buyer, ordinal, 0, 1, ReservationStatus.CANCELLED, 0, 0, 0, null, 0);
    }

    private static PaymentState payment(UUID reservation) {
        return new PaymentState(
                ReservationIds.payment(reservation, 1, 0),
                reservation,
                1,
                "sandbox",
                50,
                "EUR",
                PaymentStatus.DECLINED,
                List.of(),
                0);
    }
}
