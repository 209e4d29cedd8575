package dev.sluice.gateway.wire;

import java.util.concurrent.TimeUnit;

/**
 * What is awaited of the connections of one event loop, and how much they make the server keep. Whoever makes it keep too much goes, and
 * of all of them the one that has taken nothing for longest. Used by its event loop.
 */
final class Peers {
    /** Whoever takes nothing at all for so long is gone. */
    static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Others may come in the place of whoever has said nothing for so long. */
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Row<Peer> heads = new Row<>();
    private final Row<Peer> bodies = new Row<>();
    private final Row<Peer> idle = new Row<>();
    private final Row<Peer> taking = new Row<>();
    private final long maxKept;
    private long kept;
    private long nowNanos = System.nanoTime();

    /** @param maxKept bytes that all of them may make the server keep */
    Peers(long maxKept) {
        this.maxKept = maxKept;
    }

    /** As it was a moment ago. */
    long nowNanos() {
        return nowNanos;
    }

    void tick(long now) {
        nowNanos = now;
    }

    /** Begins to wait for a head; a head that is awaited already is not awaited anew. */
    void awaitHead(Peer peer) {
        if (!peer.place.isIn(heads)) {
            heads.enter(peer.place, nowNanos);
        }
    }

    void awaitBody(Peer peer) {
        if (!peer.place.isIn(bodies)) {
            bodies.enter(peer.place, nowNanos);
        }
    }

    /** Everything was asked and answered. */
    void rest(Peer peer) {
        idle.enter(peer.place, nowNanos);
    }

    /** Nothing is here of a next request; before the first one, its head is awaited as it was. */
    void awaitMore(Peer peer) {
        if (!peer.place.isIn(heads) && !peer.place.isIn(idle)) {
            rest(peer);
        }
    }

    /** A head was read to its end, and nothing came of it. */
    void restAfterHead(Peer peer) {
        if (peer.place.isIn(heads)) {
            rest(peer);
        }
    }

    /** It has asked. */
    void awaitNothing(Peer peer) {
        peer.place.leave();
    }

    /** A connection that would hardly be missed: nothing was ever said on it, or nothing for a while; null if there is none. */
    Peer leastMissed() {
        Peer silent = heads.over(SILENT_NANOS, nowNanos);
        return silent != null ? silent : idle.over(SILENT_NANOS, nowNanos);
    }

    Peer lateHead(long patienceNanos) {
        return heads.over(patienceNanos, nowNanos);
    }

    Peer lateBody(long patienceNanos) {
        return bodies.over(patienceNanos, nowNanos);
    }

    Peer idle(long patienceNanos) {
        return idle.over(patienceNanos, nowNanos);
    }

    /** Whoever takes nothing for too long, or has taken nothing for longest while they are too many together; null for nobody. */
    Peer unread() {
        Peer gone = taking.over(UNREAD_NANOS, nowNanos);
        while (gone != null && gone.unsent() == 0) {
            // What it sends has a deadline of its own.
            taking.enter(gone.taking, nowNanos);
            gone = taking.over(UNREAD_NANOS, nowNanos);
        }
        if (gone != null || kept <= maxKept) {
            return gone;
        }
        return taking.first() == null ? null : taking.first().owner();
    }

    /** Counts what a connection makes the server keep; says whether that is too much with all others. */
    boolean count(Peer peer) {
        long now = peer.keeps();
        if (now != peer.kept) {
            boolean takes = now < peer.kept;
            kept += now - peer.kept;
            peer.kept = now;
            if (now == 0) {
                peer.taking.leave();
            } else if (takes || !peer.taking.isIn(taking)) {
                taking.enter(peer.taking, nowNanos);
            }
        }
        return kept > maxKept;
    }

    /** Looks at everybody who has to take something: the system takes it without saying so. */
    void recount() {
        Row.Place<Peer> last = taking.last();
        Row.Place<Peer> one = taking.first();
        while (one != null) {
            Row.Place<Peer> next = one == last ? null : one.after();
            count(one.owner());
            one = next;
        }
    }

    void forget(Peer peer) {
        peer.place.leave();
        peer.taking.leave();
        kept -= peer.kept;
        peer.kept = 0;
    }
}
