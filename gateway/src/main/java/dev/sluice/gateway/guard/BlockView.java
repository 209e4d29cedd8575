package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.quota.Allowances;
import dev.sluice.gateway.address.Address;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.gateway.address.AddressRanges;
import java.util.ArrayList;
import java.util.List;

/** The blocklist as it was at one moment, to be asked with every request. Immutable. */
final class BlockView {
    /** Nobody is on it. */
    static final BlockView EMPTY = new Reading(0, 0).view();

    private final long seed;
    private final BlockedUsers blockedUsers;
    private final BlockedUsers suspectUsers;
    private final AddressRanges blockedRanges;
    private final AddressRanges suspectRanges;
    private final int size;
    private final long endsMillis;

    private BlockView(Reading read) {
        seed = read.seed;
        blockedUsers = new BlockedUsers(read.users.get(0));
        suspectUsers = new BlockedUsers(read.users.get(1));
        blockedRanges = new AddressRanges(read.ranges.get(0));
        suspectRanges = new AddressRanges(read.ranges.get(1));
        size = read.size;
        endsMillis = read.endsMillis;
    }

    /** What is read one by one. */
    static final class Reading {
        private final long seed;
        private final long nowMillis;
        private final List<List<Long>> users = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<AddressRange>> ranges = List.of(new ArrayList<>(), new ArrayList<>());
        private int size;
        private long endsMillis = Long.MAX_VALUE;

        /** @param seed of the hashes of users */
        Reading(long seed, long nowMillis) {
            this.seed = seed;
            this.nowMillis = nowMillis;
        }

        void add(Blocklist.Entry entry) {
            if (entry.untilMillis() != 0 && entry.untilMillis() <= nowMillis) {
                return;
            }
            int kind = entry.suspect() ? 1 : 0;
            if (entry.user() != null) {
                users.get(kind).add(Allowances.key(seed, entry.user()));
            } else {
                ranges.get(kind).add(AddressRange.parse(entry.addresses()));
            }
            size++;
            if (entry.untilMillis() != 0) {
                endsMillis = Math.min(endsMillis, entry.untilMillis());
            }
        }

        BlockView view() {
            return new BlockView(this);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** When the first of its entries is over, in milliseconds since 1970. */
    long endsMillis() {
        return endsMillis;
    }

    /** @param address null where it is not known */
    Repute of(String user, Address address) {
        long key = Allowances.key(seed, user);
        if (blockedUsers.contains(key) || (address != null && blockedRanges.contains(address))) {
            return Repute.BLOCKED;
        }
        boolean suspect = suspectUsers.contains(key) || (address != null && suspectRanges.contains(address));
        return suspect ? Repute.SUSPECT : Repute.GOOD;
    }
}
