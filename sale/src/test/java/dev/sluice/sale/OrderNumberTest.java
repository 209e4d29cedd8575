package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OrderNumberTest {
    private static final int MANY = 20_000;

    private final ReservationIds ids = new ReservationIds();
    private final Random random = new Random(4);

    @Test
    void itIsTenCharactersThatAreNotTakenForOthers() {
        for (int i = 0; i < MANY; i++) {
            assertThat(OrderNumber.of(new UUID(random.nextLong(), random.nextLong())))
                    .matches("[23456789ABCDEFGHJKMNPQRSTVWXYZ]{10}");
        }
    }

    @Test
    void reservationsOfASaleHaveDifferentOnesThatTellNothingOfTheirOrder() {
        Set<String> numbers = new HashSet<>();
        int rises = 0;
        String last = "";
        for (int i = 0; i < MANY; i++) {
            String number = OrderNumber.of(ids.reservation(7, ids.buyer(7, "user" + i), "key"));
            numbers.add(number);
            rises += number.compareTo(last) > 0 ? 1 : 0;
            last = number;
        }
        assertThat(numbers).hasSize(MANY);
        assertThat(rises).isBetween(MANY * 9 / 20, MANY * 11 / 20);
    }

    /** And no others: so an index of ids finds them. */
    @Test
    void theIdsOfASaleThatHaveItFollowOneAnother() {
        for (int i = 0; i < MANY; i++) {
            int sale = random.nextInt(1, ReservationIds.MAX_SALE_NUMBER + 1);
            UUID id = ids.reservation(sale, new UUID(random.nextLong(), random.nextLong()), "key");
            String number = OrderNumber.of(id);
            UUID lowest = OrderNumber.lowest(sale, number);
            UUID highest = OrderNumber.highest(sale, number);

            assertThat(compare(lowest, id)).isNotPositive();
            assertThat(compare(id, highest)).isNotPositive();
            assertThat(OrderNumber.of(lowest)).isEqualTo(number);
            assertThat(OrderNumber.of(highest)).isEqualTo(number);
            assertThat(OrderNumber.of(next(highest))).isNotEqualTo(number);
            assertThat(ReservationIds.saleNumber(lowest)).isEqualTo(sale);
            assertThat(highest.version()).isEqualTo(ReservationIds.VERSION);
            assertThat(highest.variant()).isEqualTo(id.variant());
        }
    }

    @Test
    void whatIsTypedIsUnderstood() {
        String number = OrderNumber.of(ids.reservation(1, new UUID(1, 2), "key"));
        String gap = number.substring(0, 5) + " " + number.substring(5);

        assertThat(OrderNumber.parse(number)).isEqualTo(number);
        assertThat(OrderNumber.parse(gap)).isEqualTo(number);
        assertThat(OrderNumber.parse(" " + gap.toLowerCase().replace(' ', '-') + "\u00A0"))
                .isEqualTo(number);
        for (String none :
                new String[] {"", number.substring(1), number + "2", "OOOOOOOOOO", "０" + number.substring(1)}) {
            assertThat(OrderNumber.parse(none)).as(none).isNull();
        }
        assertThat(OrderNumber.parse("ZZZZZZZZZZ")).as("more than there are").isNull();
        assertThat(OrderNumber.parse("2222222222")).isEqualTo("2222222222");
    }

    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high == 0 ? Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) : high;
    }

    private static UUID next(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0xC000_0000_0000_0000L ? 1 : 0), low);
    }
}
