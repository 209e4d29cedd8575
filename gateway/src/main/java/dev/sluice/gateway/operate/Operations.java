package dev.sluice.gateway.operate;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators ask a process for. */
public interface Operations {
    /**
     * Whether this process can serve: its ledger answers, its sales have working writers. One sale that cannot be sold does not stand
     * against it. Null if so, else what is wrong. May block.
     */
    String unreadiness();

    /** Metrics in the format of Prometheus. May block. */
    String metrics();

    /** The sales that cannot be sold here until somebody has looked after them. Never blocks. */
    default List<Fault> faults() {
        return List.of();
    }

    /** What is due in sales by itself and could not be committed. Never blocks. */
    default List<Aside> aside() {
        return List.of();
    }

    /** What else an operator should look at although this process serves, each in a sentence. Never blocks. */
    default List<String> warnings() {
        return List.of();
    }

    /** How many sales are in which state. Never blocks. */
    default Map<String, Integer> sales() {
        return Map.of();
    }

    /** By how many seconds the machine's clock jumped and is not followed; 0 while it is. Never blocks. */
    default long clockJumpSeconds() {
        return 0;
    }

    /** Follows the machine's clock from here on, whatever it shows. Never blocks. */
    default void trustClock() {}

    /**
     * The processes that share this one's ledger. May block.
     *
     * @throws dev.sluice.engine.port.LedgerException if it does not say
     */
    default Cluster cluster() {
        return new Cluster(0, "NONE", 0, List.of(), List.of());
    }

    /**
     * The processes that share a ledger.
     *
     * @param self the number of this one; 0 if it has none
     * @param redis how this process gets on with the Redis between them: {@code NONE}, {@code UP} or {@code DOWN}
     * @param unowned sales that are not over and are nobody's
     * @param warnings why some of them do not get on with one another, each in a sentence
     * @param nodes by number
     */
    record Cluster(int self, String redis, int unowned, List<String> warnings, List<Node> nodes) {}

    /**
     * One process.
     *
     * @param roles in lower case; none of a process that does everything by itself
     * @param address where operators ask it; empty if they cannot
     * @param release of the program; empty of one that does not say
     * @param silentMillis since it said last that it is there
     * @param sales that it owns and that are not over
     * @param load a measure of what they cost it
     * @param answers whether it said of itself what follows
     * @param queued commands that wait there for its writers
     * @param longest of them in front of one sale
     * @param lagMillis how long the oldest of them has waited between processes
     * @param cutOff what it does not ask for now, or tries again, since that failed or was too slow, by name
     * @param outbox messages that it has still to deliver; null if it delivers none
     * @param guards how many requests each guard has refused there, by its label; those that refused none are missing
     */
    record Node(
            int number,
            String name,
            List<String> roles,
            String address,
            String release,
            long silentMillis,
            int sales,
            long load,
            boolean answers,
            long queued,
            long longest,
            long lagMillis,
            List<String> cutOff,
            Outbox outbox,
            Map<String, Long> guards) {}

    /**
     * Messages to the outside.
     *
     * @param waiting to be delivered
     * @param failed that were given up, and wait for a person
     * @param oldestSeconds how long the oldest of those that wait has
     */
    record Outbox(long waiting, long failed, long oldestSeconds) {}

    /**
     * A sale that cannot be sold.
     *
     * @param kind {@code UNREADABLE}, {@code INCONSISTENT}, {@code REFUSED}, {@code DEFECT}
     * @param why in one line
     */
    record Fault(String sale, int number, String kind, String why, long sinceMillis) {}

    /**
     * What a sale passes over.
     *
     * @param count how many things that are due, a hundred at most
     * @param reservations those of them that are somebody's
     */
    record Aside(String sale, int number, int count, List<UUID> reservations) {}
}
