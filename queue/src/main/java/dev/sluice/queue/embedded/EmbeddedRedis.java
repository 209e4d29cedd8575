package dev.sluice.queue.embedded;

import dev.sluice.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Redis server, or a Cluster of three masters with a replica each, on free ports of one address and with a random password. It
 * starts empty and keeps nothing, which is all that a queue needs whose truth is elsewhere. The servers end with this process, however that
 * ends. Any thread may use it.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final int PASSWORD_BYTES = 24;
    private static final Duration CLUSTER_PATIENCE = Duration.ofSeconds(20);
    private static final int LOOKS_MILLIS = 20;

    /**
     * One of the servers.
     *
     * @param pid changes when it is started again
     */
    public record Server(long pid, int port) {}

    private final String host;
    private final String password;
    private final List<RedisServer> servers = new ArrayList<>();

    private EmbeddedRedis(String host, String password) {
        this.host = host;
        this.password = password;
    }

    /**
     * Starts one server. What was in the folder is deleted.
     *
     * @throws IOException if it does not start
     */
    public static EmbeddedRedis single(Path folder) throws IOException, InterruptedException {
        return single(folder, LOOPBACK);
    }

    /**
     * The same at another address.
     *
     * @throws IOException if it does not start
     */
    public static EmbeddedRedis single(Path folder, String host) throws IOException, InterruptedException {
        return start(folder, host, 1);
    }

    /**
     * Starts a Cluster, and returns when all its slots are served and all its replicas follow. What was in the folder is deleted.
     *
     * @throws IOException if it does not start
     */
    public static EmbeddedRedis cluster(Path folder) throws IOException, InterruptedException {
        return cluster(folder, LOOPBACK);
    }

    /**
     * The same at another address.
     *
     * @throws IOException if it does not start
     */
    public static EmbeddedRedis cluster(Path folder, String host) throws IOException, InterruptedException {
        return start(folder, host, 2 * MASTERS);
    }

    private static EmbeddedRedis start(Path folder, String host, int count) throws IOException, InterruptedException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        EmbeddedRedis redis = new EmbeddedRedis(host, HexFormat.of().formatHex(random));
        boolean up = false;
        try {
            Path program = RedisServer.unpack(folder.toRealPath());
            for (int i = 1; i <= count; i++) {
                Path own = folder.toRealPath().resolve("server-" + i);
                redis.servers.add(RedisServer.start(program, own, host, redis.password, count > 1));
            }
            if (count > 1) {
                redis.join();
            }
            up = true;
            return redis;
        } finally {
            if (!up) {
                redis.close();
            }
        }
    }

    /** {@code redis://127.0.0.1:6379}, of a Cluster {@code redis://127.0.0.1:7000,127.0.0.1:7001,…}; without the password. */
    public String url() {
        return servers.stream()
                .map(server -> host + ":" + server.port())
                .collect(Collectors.joining(",", "redis://", ""));
    }

    public String password() {
        return password;
    }

    public synchronized List<Server> servers() {
        return servers.stream()
                .map(server -> new Server(server.pid(), server.port()))
                .toList();
    }

    /** Those that have ended by themselves and were not started again yet. */
    public synchronized List<Server> ended() {
        return servers.stream()
                .filter(server -> !server.isAlive())
                .map(server -> new Server(server.pid(), server.port()))
                .toList();
    }

    /** Starts those again that have ended by themselves, on the ports that they had and empty. Returns how many. */
    public synchronized int revive() throws IOException, InterruptedException {
        int revived = 0;
        for (RedisServer server : servers) {
            if (!server.isAlive()) {
                server.stop();
                server.start();
                revived++;
            }
        }
        return revived;
    }

    /** Those that are masters now, by what they say themselves; without those that do not answer. */
    public synchronized List<Server> masters() {
        return servers.stream()
                .filter(server -> ask(server, "ROLE").startsWith("master"))
                .map(server -> new Server(server.pid(), server.port()))
                .toList();
    }

    /** What a Cluster lacks to be as it was at its start, but for who is master; null if nothing. */
    public synchronized String missing() {
        int replicas = 0;
        for (RedisServer server : servers) {
            String who = "the Redis server on port " + server.port();
            if (!server.isAlive()) {
                return who + " has ended";
            }
            if (!ask(server, "CLUSTER", "INFO").contains("cluster_state:ok")) {
                return who + " does not serve";
            }
            if (ask(server, "CLUSTER", "NODES").contains("fail")) {
                return who + " misses another";
            }
            String role = ask(server, "INFO", "replication");
            if (role.contains("role:slave")) {
                if (!role.contains("master_link_status:up")) {
                    return who + " does not follow its master yet";
                }
                replicas++;
            }
        }
        return replicas == MASTERS ? null : replicas + " Redis servers are replicas";
    }

    /** Nothing if it does not answer. */
    private static String ask(RedisServer server, String... question) {
        if (!server.isAlive()) {
            return "";
        }
        try (RedisTalk talk = server.talk()) {
            return talk.call(question);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (RedisServer server : servers) {
                server.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes a Cluster of servers that know nothing of one another: what {@code redis-cli --cluster create} does. The first three are
     * masters.
     */
    private void join() throws IOException, InterruptedException {
        List<RedisTalk> talks = new ArrayList<>();
        try {
            for (RedisServer server : servers) {
                talks.add(server.talk());
            }
            for (int i = 0; i < talks.size(); i++) {
                talks.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
                if (i < MASTERS) {
                    talks.get(i).call(slots(i));
                }
            }
            for (RedisServer other : servers.subList(1, servers.size())) {
                talks.getFirst().call("CLUSTER", "MEET", host, Integer.toString(other.port()));
            }
            long deadlineNanos = System.nanoTime() + CLUSTER_PATIENCE.toNanos();
            for (RedisTalk talk : talks) {
                await(
                        talk,
                        deadlineNanos,
                        "CLUSTER NODES",
                        answer -> answer.lines().count() == servers.size()
                                && answer.lines().noneMatch(line -> line.contains("handshake")));
            }
            for (int i = MASTERS; i < talks.size(); i++) {
                talks.get(i).call("CLUSTER", "REPLICATE", talks.get(i - MASTERS).call("CLUSTER", "MYID"));
            }
            for (int i = 0; i < talks.size(); i++) {
                await(talks.get(i), deadlineNanos, "CLUSTER INFO", answer -> answer.contains("cluster_state:ok"));
                String linked = i < MASTERS ? "connected_slaves:1" : "master_link_status:up";
                await(talks.get(i), deadlineNanos, "INFO replication", answer -> answer.contains(linked));
            }
            for (RedisTalk talk : talks) { // everybody knows who is whose replica
                await(
                        talk,
                        deadlineNanos,
                        "CLUSTER NODES",
                        answer -> answer.lines()
                                        .filter(line -> line.contains("slave"))
                                        .count()
                                == MASTERS);
            }
        } finally {
            for (RedisTalk talk : talks) {
                talk.close();
            }
        }
    }

    /** What the server answers. */
    private interface Condition {
        boolean holds(String answer);
    }

    private static void await(RedisTalk talk, long deadlineNanos, String question, Condition condition)
            throws IOException, InterruptedException {
        for (String answer = talk.call(question.split(" ")); !condition.holds(answer); ) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IOException("the embedded Redis Cluster does not come up: " + answer);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
            answer = talk.call(question.split(" "));
        }
    }

    /** The slots of one master, as the command that gives them to it. */
    private static String[] slots(int master) {
        int from = SLOTS * master / MASTERS;
        int to = SLOTS * (master + 1) / MASTERS;
        return Stream.concat(
                        Stream.of("CLUSTER", "ADDSLOTS"),
                        Stream.iterate(from, slot -> slot < to, slot -> slot + 1)
                                .map(String::valueOf))
                .toArray(String[]::new);
    }
}
