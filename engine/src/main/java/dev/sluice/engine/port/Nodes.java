package dev.sluice.engine.port;

import java.util.List;

/** Which processes there are and what they own, for people who look. Any thread may use it; it asks the ledger. */
public interface Nodes {
    /**
     * One process.
     *
     * @param machine where it runs, as the system names itself to it
     * @param pid as which process of that machine
     * @param silentMillis since it said last that it is there
     * @param sales that it owns and that are not over
     */
    record Node(Member member, String machine, long pid, long silentMillis, int sales) {}

    /**
     * What the ledger says at one moment.
     *
     * @param living by number
     * @param unowned sales that are not over and are nobody's
     */
    record Seen(List<Node> living, int unowned) {
        public Seen {
            living = List.copyOf(living);
        }

        public List<Member> members() {
            return living.stream().map(Node::member).toList();
        }
    }

    /** @throws LedgerException if the ledger does not say */
    Seen look();
}
