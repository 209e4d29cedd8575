package dev.sluice.gateway.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of ranges, of any number, that is asked whether an address is in one of them: by halving, without allocating. Ranges of this kind
 * are within one another or apart, so those that are within others are left out. Immutable.
 */
public final class AddressRanges {
    private static final Comparator<AddressRange> BY_PLACE = Comparator.<AddressRange, Address>comparing(
                    AddressRange::first, (one, other) -> one.compare(other.high(), other.low()))
            .thenComparing(AddressRange::bits);

    public static final AddressRanges NONE = new AddressRanges(List.of());

    private final Side v4;
    private final Side v6;

    public AddressRanges(Collection<AddressRange> ranges) {
        v4 = new Side(
                ranges.stream().filter(AddressRange::isV4).sorted(BY_PLACE).toList());
        v6 = new Side(
                ranges.stream().filter(range -> !range.isV4()).sorted(BY_PLACE).toList());
    }

    public boolean isEmpty() {
        return v4.firsts.size() + v6.firsts.size() == 0;
    }

    public boolean contains(Address address) {
        return (address.isV4() ? v4 : v6).contains(address);
    }

    /**
     * Of one family: a range of IPv6 that is all of it has no address of IPv4 in it. Every sixteenth range stands in a small array as well, which stays in a processor's caches however many ranges
     * there are; a look there, and at one or two lines of memory behind it, takes the place of a walk over all of it.
     */
    private static final class Side {
        private static final int BLOCK_BITS = 4;
        private static final int BLOCK = 1 << BLOCK_BITS;

        private final Starts firsts;
        private final Starts samples;
        private final long[] lastHigh;
        private final long[] lastLow;

        Side(List<AddressRange> sorted) {
            List<AddressRange> apart = new ArrayList<>();
            for (AddressRange range : sorted) {
                Address end = apart.isEmpty() ? null : apart.getLast().last();
                if (end == null || range.first().compare(end.high(), end.low()) > 0) {
                    apart.add(range);
                }
            }
            firsts = Starts.of(apart);
            samples = Starts.of(IntStream.range(0, apart.size())
                    .filter(place -> place % BLOCK == 0)
                    .mapToObj(apart::get)
                    .toList());
            lastHigh = apart.stream().mapToLong(range -> range.last().high()).toArray();
            lastLow = apart.stream().mapToLong(range -> range.last().low()).toArray();
        }

        boolean contains(Address address) {
            int block = samples.last(address, 0, samples.size());
            if (block < 0) {
                return false;
            }
            int from = block << BLOCK_BITS;
            int range = firsts.last(address, from, Math.min(firsts.size(), from + BLOCK));
            return address.compare(lastHigh[range], lastLow[range]) <= 0;
        }
    }

    /** First addresses of ranges, in order. Of IPv4 all have the same high half, at which nobody looks then. */
    private record Starts(boolean narrow, long[] high, long[] low) {
        static Starts of(List<AddressRange> ranges) {
            return new Starts(
                    ranges.stream().allMatch(AddressRange::isV4),
                    ranges.stream().mapToLong(range -> range.first().high()).toArray(),
                    ranges.stream().mapToLong(range -> range.first().low()).toArray());
        }

        int size() {
            return low.length;
        }

        /** The last of some that is not behind an address; one before them if all are. */
        int last(Address address, int first, int end) {
            int from = first;
            int to = end;
            while (from < to) {
                int middle = (from + to) >>> 1;
                int compared = narrow
                        ? Long.compareUnsigned(address.low(), low[middle])
                        : address.compare(high[middle], low[middle]);
                if (compared >= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from - 1;
        }
    }
}
