package dev.sluice.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:0201, 192.0.2.1",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "::, ::",
        "::1, ::1"
    })
    void addressIsTheSameHoweverItIsWritten(String written, String usual) {
        assertThat(Address.parse(written)).map(Address::toString).contains(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "01.2.3.4",
                "1.2.3.04",
                "0x7f.0.0.1",
                "1.2.3.4:80",
                " 1.2.3.4",
                "localhost",
                "[::1]",
                "fe80::1%eth0",
                ":::",
                "1::2::3",
                "2001:db8::g",
                "unknown",
                "_hidden",
                "::ffff:1.2.3.256"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void addressOfASocketIsThatOfItsText() throws UnknownHostException {
        for (String text : List.of("192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1")) {
            assertThat(Address.parse(text)).contains(Address.of(InetAddress.getByName(text)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.9.9.9, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "128.0.0.1, false",
        "::2, false",
        "::, false"
    })
    void ownMachineIsKnown(String text, boolean own) {
        assertThat(Address.parse(text).orElseThrow().isLoopback()).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0/24",
        "203.0.113.7, 203.0.113.7/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::/32, 2001:db8::/32",
        "::/0, ::/0",
        "::1, ::1/128",
        "::ffff:203.0.113.0/120, 203.0.113.0/24"
    })
    void rangeIsTheSameHoweverItIsWritten(String written, String usual) {
        AddressRange range = AddressRange.parse(written);
        assertThat(range).hasToString(usual);
        assertThat(AddressRange.parse(usual)).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "203.0.113.0/",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/024",
                "203.0.113.7/24",
                "::1/64",
                "2001:db8::/129",
                "203.0.113.0/24/8",
                "203.0.113.0-203.0.113.9",
                "::ffff:1.2.3.4/80",
                "203.0.113.*",
                "a/8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangeThatIsNamedByOneOfItsAddressesIsProposed() {
        assertThatThrownBy(() -> AddressRange.parse("203.0.113.7/24")).hasMessageContaining("203.0.113.0/24");
    }

    @Test
    void allOfOneFamilyHasNobodyOfTheOther() {
        AddressRanges v6 = new AddressRanges(List.of(AddressRange.parse("::/0")));
        AddressRanges v4 = new AddressRanges(List.of(AddressRange.parse("0.0.0.0/0")));
        Address one = Address.parse("192.0.2.1").orElseThrow();
        Address other = Address.parse("2001:db8::1").orElseThrow();
        assertThat(v6.contains(other)).isTrue();
        assertThat(v6.contains(one)).isFalse();
        assertThat(v4.contains(one)).isTrue();
        assertThat(v4.contains(other)).isFalse();
    }

    /** Against looking at each range, on a small part of the space, where ranges lie within and beside one another. */
    @Test
    void setHasWhatOneOfItsRangesHas() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<AddressRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                int bits = Address.BITS - random.nextInt(9);
                ranges.add(new AddressRange(some(random).network(bits), bits));
            }
            AddressRanges set = new AddressRanges(ranges);
            for (int i = 0; i < 100; i++) {
                Address address = some(random);
                boolean within = ranges.stream()
                        .anyMatch(range -> range.isV4() == address.isV4()
                                && address.network(range.bits()).equals(range.first()));
                assertThat(set.contains(address))
                        .as("%s in %s", address, ranges)
                        .isEqualTo(within);
            }
        }
    }

    private static Address some(Random random) {
        int last = random.nextInt(256);
        return Address.parse(random.nextBoolean() ? "203.0.113." + last : "2001:db8::" + Integer.toHexString(last))
                .orElseThrow();
    }
}
