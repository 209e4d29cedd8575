package dev.sluice.courier;

import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.engine.retry.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes its rounds through the outbox and delivers what is due, each kind apart from the others, so that one that is slow holds up
 * none. A message stays in the outbox until it is delivered, or until what it leads to takes it out: a crash in between repeats it and
 * never drops it. Messages that nobody here knows how to deliver are left as they are, and told.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration COUNT_PERIOD = Duration.ofMinutes(1);
    private static final Backoff FAILED = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
    private static final Backoff UNDER_WAY = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));
    private static final int AT_ONCE = 100;
    private static final int SIDE_BY_SIDE = 8;

    private final Outbox outbox;
    private final InstantSource clock;
    private final Set<String> kinds;
    private final List<Rounds> rounds = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private volatile long stranded;

    public Courier(Outbox outbox, List<Delivery> deliveries, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
        this.kinds = deliveries.stream().map(Delivery::kind).collect(Collectors.toSet());
        for (Delivery delivery : deliveries) {
            rounds.add(new Rounds("outbox-" + delivery.kind(), PERIOD, () -> deliverDue(delivery)));
        }
        rounds.add(new Rounds("outbox", COUNT_PERIOD, this::count));
    }

    public void start() {
        rounds.forEach(Rounds::start);
    }

    /** How many messages wait that nobody here delivers, as last counted. */
    public long stranded() {
        return stranded;
    }

    @Override
    public void close() {
        rounds.forEach(Rounds::close);
    }

    private boolean deliverDue(Delivery delivery) throws InterruptedException {
        List<Outbox.Message> due = outbox.due(delivery.kind(), clock.millis(), AT_ONCE);
        if (!due.isEmpty()) {
            List<Callable<Void>> work = new ArrayList<>();
            due.forEach(message -> work.add(() -> deliver(delivery, message)));
            try (ExecutorService threads = Executors.newFixedThreadPool(
                    SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
                for (Future<Void> one : threads.invokeAll(work)) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("the outbox cannot be kept", e.getCause());
            }
        }
        return due.size() == AT_ONCE;
    }

    private Void deliver(Delivery delivery, Outbox.Message message) {
        try {
            switch (delivery.deliver(message)) {
                case DELIVERED -> outbox.complete(message.number(), clock.millis());
                case UNDER_WAY -> putOff(message, UNDER_WAY, null);
            }
        } catch (RuntimeException e) {
            // Whatever it is, the messages behind this one must not wait for it.
            tell(message, e);
            putOff(message, FAILED, e.toString());
        }
        return null;
    }

    private void putOff(Outbox.Message message, Backoff backoff, String error) {
        long pauseMillis = backoff.after(message.attempts()).toMillis();
        outbox.putOff(message.number(), clock.millis() + pauseMillis, error);
    }

    private static void tell(Outbox.Message message, RuntimeException e) {
        if (message.attempts() == 0) {
            LOG.warn("message {}, {}, was not delivered; it is tried again", message.number(), message.kind(), e);
        } else {
            LOG.debug("message {}, {}, attempt {}", message.number(), message.kind(), message.attempts() + 1, e);
        }
    }

    /** An older version of this process may not know what a newer one, or another node, has put in. */
    private boolean count() {
        Map<String, Long> waiting = outbox.waiting();
        waiting.keySet().removeAll(kinds);
        waiting.forEach((kind, number) -> {
            if (told.add(kind)) {
                LOG.warn("{} messages of the kind {} wait, and nobody here delivers such", number, kind);
            }
        });
        stranded = waiting.values().stream().mapToLong(Long::longValue).sum();
        return false;
    }
}
