package dev.sluice.courier;

import dev.sluice.engine.breaker.CutOffException;
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
import java.util.concurrent.ConcurrentHashMap;
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
 * never drops it. What cannot be delivered, or still fails at an age, is given up and told: it waits for a person. Messages that nobody
 * here knows how to deliver are left as they are, and told.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration COUNT_PERIOD = Duration.ofSeconds(20);
    private static final Backoff FAILED = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
    private static final Backoff UNDER_WAY = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));
    /** Longer than a provider's patience, so that no other process delivers what is being delivered. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final int SIDE_BY_SIDE = 16;

    private final Outbox outbox;
    private final CourierConfig config;
    private final InstantSource clock;
    private final Set<String> kinds;
    private final List<Rounds> rounds = new ArrayList<>();
    private final Rounds counting = new Rounds("outbox", COUNT_PERIOD, this::count);
    private final Set<String> told = new HashSet<>();
    private volatile Counted counted = new Counted(0, 0, 0, 0);
    private volatile boolean closing;

    /** What there was at one moment. */
    private record Counted(long stranded, long waiting, long failed, long oldestMillis) {}

    public Courier(Outbox outbox, List<Delivery> deliveries, CourierConfig config, InstantSource clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.kinds = deliveries.stream().map(Delivery::kind).collect(Collectors.toSet());
        for (Delivery delivery : deliveries) {
            rounds.add(new Rounds("outbox-" + delivery.kind(), PERIOD, () -> deliverDue(delivery)));
        }
        rounds.add(counting);
    }

    public void start() {
        rounds.forEach(Rounds::start);
    }

    /** How many messages wait that nobody here delivers, as last counted. */
    public long stranded() {
        return counted.stranded;
    }

    /** How many messages wait that somebody here delivers, as last counted. */
    public long waiting() {
        return counted.waiting;
    }

    /** How many messages were given up and wait for a person, as last counted. */
    public long failed() {
        return counted.failed;
    }

    /** How long the oldest that still waits to be delivered has waited, as last counted. */
    public Duration oldest() {
        return age(counted);
    }

    private Duration age(Counted of) {
        long since = of.oldestMillis;
        return since == 0 ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.millis() - since));
    }

    /** What an operator should look at, each in a sentence; empty if all is well. */
    public List<String> warnings() {
        List<String> found = new ArrayList<>();
        Counted now = counted;
        Duration age = age(now);
        if (age.compareTo(config.lateAfter()) > 0) {
            found.add("the oldest message in the outbox has waited for " + age.toMinutes() + " minutes");
        }
        if (now.failed > 0) {
            found.add("refunds that were given up: " + now.failed);
        }
        return found;
    }

    @Override
    public void close() {
        closing = true;
        rounds.forEach(Rounds::close);
    }

    private boolean deliverDue(Delivery delivery) throws InterruptedException {
        List<Outbox.Message> due = outbox.take(delivery.kind(), clock.millis(), LEASE.toMillis(), SIDE_BY_SIDE);
        if (due.isEmpty()) {
            return false;
        }
        Set<Outbox.Message> undecided = ConcurrentHashMap.newKeySet();
        undecided.addAll(due);
        List<Callable<Void>> work = new ArrayList<>();
        due.forEach(message -> work.add(() -> {
            deliver(delivery, message);
            undecided.remove(message);
            return null;
        }));
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (Future<Void> one : threads.invokeAll(work)) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the outbox cannot be kept", e.getCause());
        } finally {
            // Who stops in between leaves nothing leased.
            undecided.forEach(message -> outbox.putOff(message.number(), clock.millis(), "interrupted"));
        }
        return due.size() == SIDE_BY_SIDE;
    }

    private void deliver(Delivery delivery, Outbox.Message message) {
        try {
            switch (delivery.deliver(message)) {
                case DELIVERED -> outbox.complete(message.number(), clock.millis());
                case UNDER_WAY -> putOff(message, UNDER_WAY, null);
            }
        } catch (UndeliverableException e) {
            giveUp(message, e);
        } catch (RuntimeException e) {
            if (closing) {
                throw e; // broken off, which is no fault of anybody
            }
            // Whatever it is, the messages behind this one must not wait for it.
            if (clock.millis() - message.createdAtMillis()
                    > config.giveUpAfter().toMillis()) {
                giveUp(message, e);
            } else {
                tell(message, e);
                putOff(message, FAILED, e.toString());
            }
        }
    }

    private void giveUp(Outbox.Message message, RuntimeException e) {
        outbox.giveUp(message.number(), clock.millis(), e.getMessage() == null ? e.toString() : e.getMessage());
        LOG.error(
                "message {}, {}, cannot be delivered, and waits for a person: {}",
                message.number(),
                message.kind(),
                message.payload(),
                e);
        counting.wake();
    }

    private void putOff(Outbox.Message message, Backoff backoff, String error) {
        long pauseMillis = backoff.after(message.attempts()).toMillis();
        outbox.putOff(message.number(), clock.millis() + pauseMillis, error);
    }

    private static void tell(Outbox.Message message, RuntimeException e) {
        CutOffException cutOff = CutOffException.behind(e);
        if (cutOff != null) {
            LOG.debug("message {}, {}, waits: {}", message.number(), message.kind(), cutOff.getMessage());
        } else if (message.attempts() == 0) {
            LOG.warn("message {}, {}, was not delivered; it is tried again", message.number(), message.kind(), e);
        } else {
            LOG.debug("message {}, {}, attempt {}", message.number(), message.kind(), message.attempts() + 1, e);
        }
    }

    /** An older version of this process may not know what a newer one, or another node, has put in. */
    private boolean count() {
        Map<String, Outbox.Waiting> all = outbox.waiting();
        long strange = 0;
        long ours = 0;
        long oldest = 0;
        long hopeless = 0;
        for (Map.Entry<String, Outbox.Waiting> one : all.entrySet()) {
            Outbox.Waiting those = one.getValue();
            hopeless += those.failed();
            if (!kinds.contains(one.getKey())) {
                strange += those.messages();
                tellStranded(one.getKey(), those.messages());
            } else if (those.messages() > 0) {
                ours += those.messages();
                oldest = oldest == 0 ? those.oldestMillis() : Math.min(oldest, those.oldestMillis());
            }
        }
        counted = new Counted(strange, ours, hopeless, oldest);
        return false;
    }

    private void tellStranded(String kind, long number) {
        if (told.add(kind)) {
            LOG.warn("{} messages of the kind {} wait, and nobody here delivers such", number, kind);
        }
    }
}
