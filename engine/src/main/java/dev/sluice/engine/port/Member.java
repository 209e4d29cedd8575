package dev.sluice.engine.port;

import java.util.Set;

/**
 * A process of the cluster, as the ledger knows it.
 *
 * @param number by which others know it; never given out twice
 * @param name for people: its machine and process, or what it was called
 * @param address where it answers HTTP, host and port; empty if it does not
 * @param load a measure of what its sales cost it, to be compared with others'; 0 for nothing, or {@link #TAKES_NONE}
 */
public record Member(int number, Set<Role> roles, String name, String address, long load, Traits traits) {
    /** More than any load: of who takes no sales from others, and while it is there, nobody moves any. */
    public static final long TAKES_NONE = Long.MAX_VALUE;

    public Member {
        roles = Set.copyOf(roles);
    }

    /** One that says nothing else of itself. */
    public Member(int number, Set<Role> roles, String name, String address, long load) {
        this(number, roles, name, address, load, Traits.UNKNOWN);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether it takes over sales of one that is gone: so does, beside ticket services, who stands by without saying what it does. */
    public boolean mayOwn() {
        return roles.isEmpty() || is(Role.TICKET);
    }
}
