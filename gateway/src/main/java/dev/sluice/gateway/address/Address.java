package dev.sluice.gateway.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IP address, of 128 bits. One of IPv4 is what IPv6 writes as {@code ::ffff:192.0.2.1}, so both ways to write it are the same address.
 */
public record Address(long high, long low) {
    static final int BITS = 128;
    static final int V4_BITS = 32;
    static final int MAPPED_BITS = BITS - V4_BITS;
    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final int LOOPBACK_NET = 127;
    private static final int MAX_CHARS = 45;

    public static Address of(InetAddress address) {
        return ofBytes(address.getAddress());
    }

    private static Address ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == Integer.BYTES
                ? new Address(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
                : new Address(buffer.getLong(), buffer.getLong());
    }

    /** Reads an address alone: no name, port, brackets, zone, or number that some would read as octal. Empty if it is none. */
    public static Optional<Address> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        boolean v6 = text.indexOf(':') >= 0;
        if (v6 ? text.indexOf('%') >= 0 || text.charAt(0) == '[' : hasOctal(text)) {
            return Optional.empty();
        }
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(Address::ofBytes);
    }

    private static boolean hasOctal(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean begins = i == 0 || text.charAt(i - 1) == '.';
            if (begins && text.charAt(i) == '0' && text.charAt(i + 1) != '.') {
                return true;
            }
        }
        return false;
    }

    public boolean isV4() {
        return high == 0 && low >>> V4_BITS == MAPPED >>> V4_BITS;
    }

    /** Of the machine itself. */
    public boolean isLoopback() {
        return isV4() ? (low >>> 24 & 0xFF) == LOOPBACK_NET : high == 0 && low == 1;
    }

    /** Whom it is counted together with: itself, or of IPv6 the network of so many bits. */
    public Address together(int v6Bits) {
        return isV4() ? this : network(v6Bits);
    }

    /** The first address of the network that this many leading bits, of 128, are of. */
    Address network(int bits) {
        return new Address(high & mask(bits), low & mask(bits - Long.SIZE));
    }

    /** The last one of it. */
    Address lastOf(int bits) {
        return new Address(high | ~mask(bits), low | ~mask(bits - Long.SIZE));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
    }

    int compare(long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }

    private byte[] bytes() {
        return isV4()
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    /** As people write it (RFC 5952). */
    @Override
    public String toString() {
        return isV4() ? NetUtil.bytesToIpAddress(bytes()) : NetUtil.toAddressString(inet());
    }

    private InetAddress inet() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
