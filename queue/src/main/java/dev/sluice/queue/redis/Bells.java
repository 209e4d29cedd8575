package dev.sluice.queue.redis;

import io.lettuce.core.XAddArgs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Tells ticket services into which streams something was put. A ring may get lost; then the service finds out later, by looking. Any thread may
 * use it.
 */
final class Bells {
    private static final int CAPACITY = 16_384;
    private static final int MAX_ENTRIES = 4_096;
    private static final int ATTEMPTS = 20;
    private static final int PAUSE_MILLIS = 100;
    static final byte[] RINGS = {'b'};

    private final RedisLine line;
    private final RedisNames names;
    private final IntUnaryOperator whose;
    private final Map<Integer, Gathering<Ring>> byMember = new ConcurrentHashMap<>();
    /** By the numbers of sales. */
    private final Map<Integer, Attended> attended = new ConcurrentHashMap<>();

    private final IntConsumer own;
    private final IntSupplier self;
    private final RedisFigures figures;

    /** Who waits at a sale's stream, and when that was heard. */
    private record Attended(int member, long nanos) {
        boolean isFresh() {
            return System.nanoTime() - nanos < Attention.LASTS_NANOS;
        }
    }

    /**
     * @param whose the ticket service to be told of a sale, by its number; 0 if there is none
     * @param own takes what is for this process
     */
    Bells(
            RedisLine line,
            RedisNames names,
            IntSupplier self,
            IntUnaryOperator whose,
            IntConsumer own,
            RedisFigures figures) {
        this.line = line;
        this.names = names;
        this.self = self;
        this.whose = whose;
        this.own = own;
        this.figures = figures;
    }

    /** Something was put into this sale's stream. Whoever said that it waits there is not told. */
    void ring(int sale) {
        int member = whose.applyAsInt(sale);
        if (isAttended(sale, member)) {
            return;
        }
        if (member == 0) {
            figures.lostRings.increment();
        } else if (member == self.getAsInt()) {
            own.accept(sale);
        } else if (!byMember.computeIfAbsent(member, this::gathering).offer(new Ring.Sale(sale))) {
            figures.lostRings.increment();
        }
    }

    /** This process wants everything that the other knows. */
    CompletionStage<Void> ask(int member) {
        List<Ring> rings = List.of(new Ring.Asked(self.getAsInt()));
        return add(member, rings)
                .thenCompose(id -> id == null
                        ? CompletableFuture.failedStage(
                                new IllegalStateException("process " + member + " does not listen"))
                        : CompletableFuture.completedStage(null));
    }

    private boolean isAttended(int sale, int member) {
        Attended said = attended.get(sale);
        return said != null && said.member == member && said.isFresh();
    }

    /** This process waits at a sale's stream: a gateway need not ring for it for a while. If it does not get to know, it rings. */
    void attend(int gateway, int sale) {
        if (gateway == self.getAsInt()) {
            return;
        }
        XAddArgs bounds = new XAddArgs().nomkstream();
        byte[] said = new Attention(self.getAsInt(), sale).written();
        line.call(redis -> redis.xadd(names.outcomes(gateway), bounds, Attention.FIELD, said));
    }

    /** A ticket service waits at a sale's stream. */
    void attended(Attention said) {
        attended.put(said.sale(), new Attended(said.member(), System.nanoTime()));
    }

    /** Forgets those who are gone, and what was said long ago. */
    void keep(Set<Integer> living) {
        byMember.keySet().retainAll(living);
        attended.values().removeIf(said -> !said.isFresh());
    }

    private Gathering<Ring> gathering(int member) {
        return new Gathering<>("ring-" + member, CAPACITY, Framed.MAX_ITEMS, rings -> send(member, rings));
    }

    private CompletionStage<String> add(int member, Iterable<Ring> rings) {
        Set<Ring> once = new LinkedHashSet<>();
        rings.forEach(once::add);
        XAddArgs bounds = new XAddArgs().nomkstream().maxlen(MAX_ENTRIES).approximateTrimming();
        return line.call(redis -> redis.xadd(names.bell(member), bounds, RINGS, Ring.written(once)));
    }

    private void send(int member, List<Ring> rings) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (line.await(_ -> add(member, rings)) != null) {
                    return;
                }
            } catch (RuntimeException e) {
                // It is counted where the connection is, and tried again.
            }
            Thread.sleep(PAUSE_MILLIS);
            if (whose.applyAsInt(rings.getFirst().number()) != member) {
                rings.forEach(ring -> ring(ring.number()));
                return;
            }
        }
        figures.lostRings.add(rings.size());
    }
}
