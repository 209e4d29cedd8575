package dev.sluice.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trusted are 10.0.0.0/8 and fd00::/8. */
final class ForwardingTest {
    private static final AddressRanges TRUSTED = new AddressRanges(
            Stream.of("10.0.0.0/8", "fd00::/8").map(AddressRange::parse).toList());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nobody",
            value = {
                "203.0.113.7 | 203.0.113.7",
                "1.1.1.1, 203.0.113.7 | 203.0.113.7",
                "1.1.1.1,203.0.113.7,10.0.0.1,  10.0.0.2 | 203.0.113.7",
                "203.0.113.7, fd00::1 | 203.0.113.7",
                "203.0.113.7, ::ffff:10.0.0.1 | 203.0.113.7",
                "::ffff:203.0.113.7 | 203.0.113.7",
                "2001:db8::7 | 2001:db8::7",
                "[2001:db8::7] | 2001:db8::7",
                "[2001:db8::7]:443 | 2001:db8::7",
                "203.0.113.7:51234 | 203.0.113.7",
                "fe80::1%eth0 | fe80::1",
                "[fe80::1%25eth0]:80 | fe80::1",
                "garbage, 203.0.113.7 | 203.0.113.7",
                "203.0.113.7, | 203.0.113.7",
                ", ,203.0.113.7,, | 203.0.113.7",
                "203.0.113.7, garbage | nobody",
                "203.0.113.7, garbage, 10.0.0.1 | nobody",
                "unknown | nobody",
                "10.0.0.1 | nobody",
                "'' | nobody",
                "203.0.113.7:99999999 | nobody",
                "203.0.113.7:x | nobody",
                "[203.0.113.7] | nobody",
                "[2001:db8::7 | nobody",
                "[2001:db8::7]x | nobody",
                "203.0.113.7%eth0 | nobody",
                "0xCB.0.113.7 | nobody"
            })
    void lastAddressThatIsNoProxysIsTheClients(String header, String client) {
        assertThat(client(Forwarding.X_FORWARDED_FOR, "X-Forwarded-For", header))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nobody",
            quoteCharacter = '~',
            value = {
                "for=203.0.113.7 | 203.0.113.7",
                "For=203.0.113.7;proto=https;by=10.0.0.1 | 203.0.113.7",
                "proto=https; FOR=203.0.113.7 | 203.0.113.7",
                "for=\"203.0.113.7:4711\" | 203.0.113.7",
                "for=\"[2001:db8::7]:4711\" | 2001:db8::7",
                "for=\"[2001:db8::7]:_port\" | 2001:db8::7",
                "for=1.1.1.1, for=203.0.113.7, for=10.0.0.1 | 203.0.113.7",
                "for=\"evil, for=203.0.113.7 | 203.0.113.7",
                "for=\"a\\\"b, for=203.0.113.7 | 203.0.113.7",
                "for=203.0.113.7;host=\"a,for=1.1.1.1\" | 203.0.113.7",
                "for=203.0.113.7;host=\"a;for=1.1.1.1\" | 203.0.113.7",
                "for=unknown | nobody",
                "for=_hidden | nobody",
                "for=203.0.113.7, for=_secret | nobody",
                "proto=https | nobody",
                "for=1.1.1.1;for=203.0.113.7 | nobody",
                "203.0.113.7 | nobody",
                "for=10.0.0.9 | nobody"
            })
    void forwardedIsReadFromItsEnd(String header, String client) {
        assertThat(client(Forwarding.FORWARDED, "Forwarded", header)).isEqualTo(client);
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(client(Forwarding.X_FORWARDED_FOR, "X-Forwarded-For", "203.0.113.7", "10.0.0.1"))
                .isEqualTo("203.0.113.7");
        assertThat(client(Forwarding.X_FORWARDED_FOR, "X-Forwarded-For", "1.1.1.1", "203.0.113.7, 10.0.0.1"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void otherHeaderSaysNothing() {
        assertThat(client(Forwarding.X_FORWARDED_FOR, "Forwarded", "for=203.0.113.7"))
                .isNull();
        assertThat(client(Forwarding.FORWARDED, "X-Forwarded-For", "203.0.113.7"))
                .isNull();
    }

    private static String client(Forwarding forwarding, String header, String... lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : lines) {
            headers.add(header, line);
        }
        Address client = forwarding.client(headers, TRUSTED);
        return client == null ? null : client.toString();
    }
}
