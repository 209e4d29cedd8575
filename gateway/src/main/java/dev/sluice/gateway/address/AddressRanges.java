package dev.sluice.gateway.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
        return v4.firstLow.length + v6.firstLow.length == 0;
    }

    public boolean contains(Address address) {
        return (address.isV4() ? v4 : v6).contains(address);
    }

    /** Of one family: a range of IPv6 that is all of it has no address of IPv4 in it. */
    private static final class Side {
        private final long[] firstHigh;
        private final long[] firstLow;
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
            firstHigh = apart.stream().mapToLong(range -> range.first().high()).toArray();
            firstLow = apart.stream().mapToLong(range -> range.first().low()).toArray();
            lastHigh = apart.stream().mapToLong(range -> range.last().high()).toArray();
            lastLow = apart.stream().mapToLong(range -> range.last().low()).toArray();
        }

        boolean contains(Address address) {
            int from = 0;
            int to = firstLow.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (address.compare(firstHigh[middle], firstLow[middle]) >= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from > 0 && address.compare(lastHigh[from - 1], lastLow[from - 1]) <= 0;
        }
    }
}
