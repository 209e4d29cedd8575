package dev.sluice.queue.redis;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.queue.wire.EditionWriter;
import dev.sluice.queue.wire.Wire;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ticket services tell gateways: a stream of each service for all, and answers in the stream of a gateway's outcomes. */
final class RedisNews implements NewsChannel {
    static final byte[] EDITION = {'e'};

    private static final Logger LOG = LoggerFactory.getLogger(RedisNews.class);

    private static final int MAX_EDITIONS = 512;
    private static final int ENTRIES = 32;
    /** Who is new is heard after so long at the latest. */
    private static final Duration BLOCK = Duration.ofMillis(200);
    /** What may wait for the reader. What comes on top is lost, and the reader is told. */
    private static final int ROOM = 1_024;

    private final RedisLink link;
    private final RedisHealth health;
    private final RedisLine line;
    private final RedisNames names;
    private final Wire wire;
    private final IntSupplier self;
    private final Bells bells;
    private final RedisFigures figures;
    private final EditionWriter writer;
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread;
    private final Map<Integer, StreamFeed> feeds = new ConcurrentHashMap<>();
    private volatile Set<Integer> services = Set.of();
    private volatile boolean lost;
    private volatile boolean closed;
    private volatile Consumer<Edition> reader;
    private volatile Runnable restarted;
    private volatile IntConsumer asked = _ -> {};

    RedisNews(
            RedisLink link,
            RedisHealth health,
            RedisLine line,
            RedisNames names,
            Wire wire,
            IntSupplier self,
            Bells bells,
            RedisFigures figures) {
        this.link = link;
        this.health = health;
        this.line = line;
        this.names = names;
        this.wire = wire;
        this.self = self;
        this.bells = bells;
        this.figures = figures;
        this.writer = wire.editionWriter();
        this.thread = Thread.ofVirtual().name("news").start(this::run);
    }

    @Override
    public CompletionStage<Void> publish(Edition edition) {
        byte[] bytes;
        synchronized (writer) {
            bytes = writer.edition(edition);
        }
        XAddArgs bounds = new XAddArgs().maxlen(MAX_EDITIONS).approximateTrimming();
        return line.call(redis -> redis.xadd(names.news(edition.member()), bounds, EDITION, bytes))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        tellAgain();
                    }
                })
                .thenAccept(_ -> {});
    }

    private void tellAgain() {
        synchronized (writer) {
            writer.lost();
        }
    }

    @Override
    public CompletionStage<Void> send(int gateway, Edition edition) {
        XAddArgs bounds = new XAddArgs().nomkstream();
        byte[] bytes = wire.edition(edition);
        return line.call(redis -> redis.xadd(names.outcomes(gateway), bounds, EDITION, bytes))
                .thenCompose(id -> id == null
                        ? CompletableFuture.failedStage(
                                new IllegalStateException("process " + gateway + " does not listen"))
                        : CompletableFuture.completedStage(null));
    }

    @Override
    public CompletionStage<Void> ask(int member) {
        return bells.ask(member);
    }

    @Override
    public void read(Consumer<Edition> newReader, Runnable whenRestarted) {
        restarted = whenRestarted;
        reader = newReader;
    }

    @Override
    public void whenAsked(IntConsumer gateway) {
        asked = gateway;
    }

    /** A gateway asked. */
    void asked(int gateway) {
        put(() -> asked.accept(gateway));
    }

    /** An edition came for this process alone. */
    void arrived(byte[] frame) {
        put(() -> hand(frame));
    }

    /** Redis was disturbed: what was told may be gone. */
    void doubt() {
        tellAgain();
        lost = true;
        put(() -> {});
    }

    /** Called now and then, with the numbers of the ticket services. */
    void listenTo(Set<Integer> living) {
        services = Set.copyOf(living);
        if (reader == null) {
            return;
        }
        Set<Integer> wanted = !link.isCluster() && !living.isEmpty() ? Set.of(0) : living;
        feeds.entrySet().removeIf(feed -> {
            boolean over = !wanted.contains(feed.getKey());
            if (over) {
                feed.getValue().close();
            }
            return over;
        });
        if (line.isOpen()) {
            wanted.forEach(member -> feeds.computeIfAbsent(member, this::feed));
        }
    }

    /** @param member 0 for all together */
    private StreamFeed feed(int member) {
        RedisLine own = new RedisLine("news-" + member, link, health);
        return new StreamFeed("news-" + member, own, BLOCK, ENTRIES, new Listening(member));
    }

    private void put(Runnable task) {
        if (!tasks.offer(task)) {
            lost = true;
        }
    }

    private void run() {
        while (!closed) {
            try {
                Runnable task = tasks.take();
                if (lost && restarted != null) {
                    lost = false;
                    restarted.run();
                }
                task.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("news could not be taken", e);
            }
        }
    }

    private void hand(byte[] frame) {
        Consumer<Edition> to = reader;
        if (to == null) {
            return;
        }
        Edition edition;
        try {
            edition = wire.edition(frame);
        } catch (RuntimeException e) {
            figures.skipped("an edition of news", e); // who reads on notices the gap
            return;
        }
        to.accept(edition);
    }

    /** The link ends. */
    void retire() {
        closed = true;
        thread.interrupt();
        feeds.values().forEach(StreamFeed::retire);
    }

    /** Of one ticket service, or of all. Who begins to listen hears what comes from then on. */
    private final class Listening implements StreamFeed.Reading {
        private static final String FROM_NOW_ON = "$";

        private final int member;
        private final Map<Integer, String> from = new HashMap<>();

        Listening(int member) {
            this.member = member;
        }

        @Override
        public List<XReadArgs.StreamOffset<byte[]>> offsets() {
            Set<Integer> members = member == 0 ? new TreeSet<>(services) : Set.of(member);
            from.keySet().retainAll(members);
            List<XReadArgs.StreamOffset<byte[]>> offsets = new ArrayList<>();
            for (int one : members) {
                offsets.add(XReadArgs.StreamOffset.from(names.news(one), from.getOrDefault(one, FROM_NOW_ON)));
            }
            return offsets;
        }

        @Override
        public void take(List<StreamMessage<byte[], byte[]>> entries) {
            for (StreamMessage<byte[], byte[]> entry : entries) {
                for (int one : member == 0 ? services : Set.of(member)) {
                    if (Arrays.equals(names.news(one), entry.getStream())) {
                        from.put(one, entry.getId());
                    }
                }
                if (entry.getBody().keySet().iterator().next()[0] == EDITION[0]) {
                    byte[] frame = entry.getBody().values().iterator().next();
                    put(() -> hand(frame));
                }
            }
            if (entries.isEmpty()) {
                from.clear();
            }
        }

        @Override
        public void failed() {
            from.clear();
            lost = true;
            put(() -> {});
        }
    }
}
