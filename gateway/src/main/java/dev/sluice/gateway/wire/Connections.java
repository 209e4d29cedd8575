package dev.sluice.gateway.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many connections there are, in all and from each address, and how many were hung up on. Any thread may use it. */
public final class Connections {
    /** Where no network is: all that come from such a place count as one. */
    private static final Object NOWHERE = "nowhere";

    private final int max;
    private final int spare;
    private final int maxPerAddress;
    private final boolean trustsOwnMachine;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Object, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<HangUp, LongAdder> hungUp = new EnumMap<>(HangUp.class);

    public Connections(WireConfig config) {
        max = config.maxConnections();
        spare = WireConfig.spare(max);
        trustsOwnMachine = config.maxPerAddress() == 0;
        maxPerAddress = trustsOwnMachine
                ? config.behindProxy() ? Integer.MAX_VALUE : Math.max(1, max / 2)
                : config.maxPerAddress();
        for (HangUp why : HangUp.values()) {
            hungUp.put(why, new LongAdder());
        }
    }

    /** Open now. */
    public int open() {
        return open.get();
    }

    /** Those that the server closed by itself. */
    public long hungUp(HangUp why) {
        return hungUp.get(why).sum();
    }

    void count(HangUp why) {
        hungUp.get(why).increment();
    }

    /** Counts one more; false if its address has too many by now. */
    boolean enter(Object address) {
        open.incrementAndGet();
        return byAddress.merge(address, 1, Integer::sum) <= maxPerAddress || isTrusted(address);
    }

    void leave(Object address) {
        open.decrementAndGet();
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    boolean isOver() {
        return open.get() > max;
    }

    boolean isFull() {
        return open.get() > max + spare;
    }

    private boolean isTrusted(Object address) {
        return trustsOwnMachine && address instanceof InetAddress known && known.isLoopbackAddress();
    }

    /** Who is counted together: an IPv4 address, or the network of 64 bits that one customer of an IPv6 provider has. */
    static Object together(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return NOWHERE;
        }
        InetAddress address = socket.getAddress();
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? (Object) ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }
}
