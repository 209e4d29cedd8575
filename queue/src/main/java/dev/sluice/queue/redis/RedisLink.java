package dev.sluice.queue.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import java.io.File;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Makes connections to Redis, whichever kind it is, that find their way back by themselves. What was under way on one that broke is not asked
 * again: it has an unknown outcome. Any thread may use it.
 */
final class RedisLink implements AutoCloseable {
    /** The longest that a read waits for something to come. */
    static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);

    private static final Duration RECONNECT = Duration.ofMillis(100);
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration REFRESH_AGAIN = Duration.ofMillis(200);
    /** What was sent and is not acknowledged for so long means that the connection is cut, where the system can tell. */
    private static final Duration CUT = Duration.ofMillis(1_500);

    private static final int WARM_ATTEMPTS = 50;
    private static final long WARM_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int IO_THREADS = 2;
    private static final int SHUTDOWN_MILLIS = 1_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A connection, of one kind or the other. */
    record Opened(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {}

    private final RedisConfig config;
    private final RedisFigures figures;
    private final ClientResources resources;
    private final AtomicBoolean stirred = new AtomicBoolean();
    /** Each is ended once: the client complains of what is closed again, and would close those that it has to nodes twice by itself. */
    private final Set<StatefulConnection<byte[], byte[]>> open = ConcurrentHashMap.newKeySet();
    /** Who connects reads; who ends the client, under whose hands nobody should connect, writes. */
    private final ReadWriteLock connecting = new ReentrantReadWriteLock();

    private volatile boolean closed;
    /** Null until it is known which kind of Redis this is. Guarded by this. */
    private AbstractRedisClient client;

    RedisLink(RedisConfig config, RedisFigures figures) {
        this.config = config;
        this.figures = figures;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(IO_THREADS)
                .computationThreadPoolSize(IO_THREADS)
                .reconnectDelay(Delay.constant(RECONNECT))
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        resources
                .eventBus()
                .get()
                .filter(ClusterTopologyChangedEvent.class::isInstance)
                .subscribe(_ -> stirred.set(true));
    }

    /**
     * Connects. Blocks.
     *
     * @throws RuntimeException if that failed
     */
    Opened connect() {
        connecting.readLock().lock();
        try {
            if (closed) {
                throw new AwayException();
            }
            Opened opened = connected();
            open.add(opened.connection());
            return opened;
        } finally {
            connecting.readLock().unlock();
        }
    }

    /** Closes a connection, unless somebody did. Does not wait. */
    void end(Opened opened) {
        end(opened.connection());
    }

    private CompletableFuture<Void> end(StatefulConnection<byte[], byte[]> connection) {
        return open.remove(connection) ? connection.closeAsync() : CompletableFuture.completedFuture(null);
    }

    private Opened connected() {
        return switch (client()) {
            case RedisClusterClient cluster -> {
                StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(ByteArrayCodec.INSTANCE);
                warm(cluster, connection.async());
                yield new Opened(connection, connection.async());
            }
            case RedisClient single -> {
                StatefulRedisConnection<byte[], byte[]> connection = single.connect(ByteArrayCodec.INSTANCE);
                yield new Opened(connection, connection.async());
            }
            default -> throw new IllegalStateException("there are two kinds of clients");
        };
    }

    /** Has every node asked something once: the first that it is asked is refused while the connection to it is being made. */
    private static void warm(RedisClusterClient cluster, RedisClusterAsyncCommands<byte[], byte[]> commands) {
        List<byte[]> keys = cluster.getPartitions().stream()
                .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM)
                        && !node.getSlots().isEmpty())
                .map(RedisLink::anyKeyOf)
                .toList();
        for (int attempt = 0; attempt < WARM_ATTEMPTS && !areWarm(commands, keys); attempt++) {
            LockSupport.parkNanos(WARM_PAUSE_NANOS);
        }
    }

    private static byte[] anyKeyOf(RedisClusterNode node) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> ("warm" + i).getBytes(StandardCharsets.US_ASCII))
                .filter(key -> node.hasSlot(SlotHash.getSlot(key)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean areWarm(RedisClusterAsyncCommands<byte[], byte[]> commands, List<byte[]> keys) {
        try {
            keys.stream()
                    .map(commands::exists)
                    .toList()
                    .forEach(answer -> answer.toCompletableFuture().join());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether streams can be on different servers; false also while nobody knows. */
    synchronized boolean isCluster() {
        return client instanceof RedisClusterClient;
    }

    /**
     * Whether connections broke or came back since this was asked last, or another server has what one had: what was in a stream may be gone,
     * and other things in it.
     */
    boolean takeStirred() {
        return stirred.getAndSet(false);
    }

    /** To be asked {@link #takeStirred} again, somewhat later. */
    void stir() {
        stirred.set(true);
    }

    private synchronized AbstractRedisClient client() {
        if (client == null) {
            AbstractRedisClient made = make();
            made.addListener(new Listener());
            client = made;
        }
        return client;
    }

    private AbstractRedisClient make() {
        List<RedisURI> servers = config.url().servers();
        servers.forEach(this::complete);
        if (servers.size() == 1) {
            RedisClient single = RedisClient.create(resources, servers.getFirst());
            single.setOptions(options(ClientOptions.builder()).build());
            try {
                if (config.url().isSentinel() || !isNodeOfCluster(single)) {
                    return single;
                }
            } catch (RuntimeException e) {
                single.shutdown(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
                throw e;
            }
            single.shutdown(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
        }
        RedisClusterClient cluster = RedisClusterClient.create(resources, servers);
        ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
        options(builder);
        cluster.setOptions(builder.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(REFRESH)
                        .adaptiveRefreshTriggersTimeout(REFRESH_AGAIN)
                        .build())
                .build());
        return cluster;
    }

    private static boolean isNodeOfCluster(RedisClient single) {
        try (StatefulRedisConnection<String, String> connection = single.connect()) {
            return connection.sync().info("server").contains("redis_mode:cluster");
        }
    }

    private void complete(RedisURI server) {
        server.setTimeout(config.commandTimeout());
        if (!config.password().isEmpty()) {
            String user = server.getCredentialsProvider()
                    .resolveCredentials()
                    .mapNotNull(credentials -> credentials.getUsername())
                    .block();
            server.setAuthentication(user, config.password().toCharArray());
        }
        for (RedisURI sentinel : server.getSentinels()) {
            sentinel.setTimeout(config.commandTimeout());
            if (!config.sentinelPassword().isEmpty()) {
                sentinel.setAuthentication(config.sentinelPassword().toCharArray());
            }
        }
    }

    private ClientOptions.Builder options(ClientOptions.Builder builder) {
        if (!config.caFile().isEmpty()) {
            builder.sslOptions(SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(new File(config.caFile()))
                    .build());
        }
        return builder.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(_ -> true)
                .protocolVersion(ProtocolVersion.RESP2)
                .timeoutOptions(
                        TimeoutOptions.builder().timeoutSource(new Patience()).build())
                .socketOptions(sockets());
    }

    private SocketOptions sockets() {
        SocketOptions.Builder sockets = SocketOptions.builder()
                .connectTimeout(config.connectTimeout())
                .keepAlive(true)
                .tcpNoDelay(true);
        if (EpollProvider.isAvailable()) {
            sockets.tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                    .enable()
                    .tcpUserTimeout(CUT)
                    .build());
        }
        return sockets.build();
    }

    @Override
    public void close() {
        closed = true;
        boolean alone = awaitConnecting();
        try {
            CompletableFuture.allOf(open.stream().map(this::end).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> null)
                    .join();
            AbstractRedisClient made;
            synchronized (this) {
                made = client;
            }
            if (made instanceof RedisClusterClient cluster) {
                endRefresh(cluster);
            }
            if (made != null) {
                made.shutdown(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
            }
            resources.shutdown(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            if (alone) {
                connecting.writeLock().unlock();
            }
        }
    }

    /** The connections of a refresh that is under way would be closed by itself and by the client. */
    private static void endRefresh(RedisClusterClient cluster) {
        cluster.suspendTopologyRefresh();
        long giveUpNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * SHUTDOWN_MILLIS);
        while (cluster.isTopologyRefreshInProgress() && System.nanoTime() - giveUpNanos < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Whether nobody connects any more. Those who do not come to an end are not waited for for ever. */
    private boolean awaitConnecting() {
        try {
            return connecting.writeLock().tryLock(SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A read that waits for something to come takes longer than others. */
    private final class Patience extends TimeoutOptions.TimeoutSource {
        @Override
        public long getTimeout(RedisCommand<?, ?, ?> command) {
            long blocks = command.getType() == CommandType.XREAD ? LONGEST_BLOCK.toMillis() : 0;
            return blocks + config.commandTimeout().toMillis();
        }

        @Override
        public TimeUnit getTimeUnit() {
            return TimeUnit.MILLISECONDS;
        }
    }

    private final class Listener implements RedisConnectionStateListener {
        private final AtomicBoolean broke = new AtomicBoolean();

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            if (broke.getAndSet(false)) {
                figures.reconnects.increment();
                stirred.set(true);
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            broke.set(true);
            stirred.set(true);
        }
    }
}
