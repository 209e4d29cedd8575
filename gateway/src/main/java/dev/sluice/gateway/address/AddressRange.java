package dev.sluice.gateway.address;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that share their first bits (CIDR, RFC 4632), of IPv4 or of IPv6.
 *
 * @param bits how many, of 128; 96 at least for IPv4
 */
public record AddressRange(Address first, int bits) {
    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(0|[1-9][0-9]{0,2}))?");

    public AddressRange {
        if (!first.network(bits).equals(first)) {
            throw new IllegalArgumentException(
                    "names one address of a range: the range is " + new AddressRange(first.network(bits), bits));
        }
    }

    /**
     * Reads {@code 203.0.113.0/24}, {@code 2001:db8::/32}, or one address.
     *
     * @throws IllegalArgumentException if it is none; its message goes on after what it is about
     */
    public static AddressRange parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        Address first = cidr.matches() ? Address.parse(cidr.group(1)).orElse(null) : null;
        if (first == null) {
            throw new IllegalArgumentException("is an address or a range like 203.0.113.0/24 or 2001:db8::/32");
        }
        boolean v4 = cidr.group(1).indexOf(':') < 0;
        int most = v4 ? Address.V4_BITS : Address.BITS;
        int length = cidr.group(2) == null ? most : Integer.parseInt(cidr.group(2));
        if (length > most) {
            throw new IllegalArgumentException("has at most " + most + " bits after the /");
        }
        int bits = v4 ? Address.MAPPED_BITS + length : length;
        if (!v4 && first.isV4() && bits < Address.MAPPED_BITS) {
            throw new IllegalArgumentException("mixes IPv4 and IPv6");
        }
        return new AddressRange(first, bits);
    }

    public boolean isV4() {
        return bits >= Address.MAPPED_BITS && first.isV4();
    }

    public Address last() {
        return first.lastOf(bits);
    }

    /** With the number of bits, also where it is one address. */
    @Override
    public String toString() {
        return first + "/" + (isV4() ? bits - Address.MAPPED_BITS : bits);
    }
}
