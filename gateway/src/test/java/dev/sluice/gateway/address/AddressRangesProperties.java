package dev.sluice.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random ranges of both families, within one another and apart, beside a look at each of them. */
final class AddressRangesProperties {
    private static final int V6_BITS = 40;

    @Test
    void whatIsInOneOfThemIsFoundAndNothingElse() {
        SplittableRandom random = new SplittableRandom(11);
        for (int size : new int[] {0, 1, 2, 15, 16, 17, 33, 300, 2_000}) {
            List<AddressRange> ranges = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                boolean v4 = random.nextInt(3) > 0;
                String address = v4 ? v4(random) : v6(random);
                int bits = v4 ? 24 + random.nextInt(9) : V6_BITS + random.nextInt(80);
                ranges.add(network(address, bits, v4));
            }
            AddressRanges all = new AddressRanges(ranges);
            assertThat(all.isEmpty()).isEqualTo(size == 0);
            for (int i = 0; i < 3_000; i++) {
                Address address = Address.parse(random.nextInt(3) > 0 ? v4(random) : v6(random))
                        .orElseThrow();
                assertThat(all.contains(address))
                        .as("%s in %s ranges", address, size)
                        .isEqualTo(ranges.stream().anyMatch(range -> isIn(range, address)));
            }
        }
    }

    private static AddressRange network(String address, int bits, boolean v4) {
        Address first = Address.parse(address).orElseThrow().network(v4 ? Address.MAPPED_BITS + bits : bits);
        return AddressRange.parse(first + "/" + bits);
    }

    private static boolean isIn(AddressRange range, Address address) {
        return range.isV4() == address.isV4()
                && range.first().compare(address.high(), address.low()) <= 0
                && range.last().compare(address.high(), address.low()) >= 0;
    }

    private static String v4(SplittableRandom random) {
        return "11.0." + random.nextInt(40) + "." + random.nextInt(256);
    }

    private static String v6(SplittableRandom random) {
        return "2001:db8:" + Integer.toHexString(random.nextInt(20)) + "::" + Integer.toHexString(random.nextInt(8))
                + ":" + Integer.toHexString(random.nextInt(1 << 16));
    }
}
