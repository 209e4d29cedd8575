package dev.sluice.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscChunkedVarHandleArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what many threads put in, in order: while one portion is under way, the next gathers. A virtual thread sends, and is there only while
 * there is something. Any thread may use it.
 */
final class Gathering<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
    private static final int FIRST_CHUNK = 64;

    /** Sends a portion, and returns when the next may go. */
    interface Sender<T> {
        void send(List<T> portion) throws InterruptedException;
    }

    private final String name;
    private final int portion;
    private final Sender<T> sender;
    private final MessagePassingQueue<T> ring;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param capacity what may wait, at least 128
     * @param portion what is sent together at most
     */
    Gathering(String name, int capacity, int portion, Sender<T> sender) {
        this.name = name;
        this.portion = portion;
        this.sender = sender;
        this.ring = new MpscChunkedVarHandleArrayQueue<>(FIRST_CHUNK, capacity);
    }

    /** Puts something last; false if there is no room. Never waits. */
    boolean offer(T item) {
        boolean taken = ring.offer(item);
        if (taken) {
            begin();
        }
        return taken;
    }

    /** Puts some last, which go together where that can be; returns how many there was no room for. Never waits. */
    int offerAll(List<T> items) {
        int taken = 0;
        while (taken < items.size() && ring.offer(items.get(taken))) {
            taken++;
        }
        if (taken > 0) {
            begin();
        }
        return items.size() - taken;
    }

    /** About how much waits. */
    int size() {
        return ring.size();
    }

    /** Whether a portion is under way. */
    boolean isBusy() {
        return busy.get();
    }

    /** Takes out what waits. Called by the sender. */
    List<T> drain() {
        List<T> all = new ArrayList<>();
        ring.drain(all::add, ring.capacity());
        return all;
    }

    private void begin() {
        if (!busy.get() && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::run);
        }
    }

    private void run() {
        do {
            sendAll();
            busy.set(false);
        } while (!ring.isEmpty() && busy.compareAndSet(false, true));
    }

    private void sendAll() {
        while (!ring.isEmpty()) {
            List<T> next = new ArrayList<>(Math.min(portion, ring.size()));
            ring.drain(next::add, portion);
            try {
                sender.send(next);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a sender", e);
            } catch (RuntimeException e) {
                LOG.error("{}: {} could not be sent", name, next.size(), e);
            }
        }
    }
}
