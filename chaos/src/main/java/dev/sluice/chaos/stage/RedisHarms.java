package dev.sluice.chaos.stage;

import dev.sluice.process.Frozen;
import dev.sluice.process.Hold;
import dev.sluice.queue.embedded.EmbeddedRedis;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Harm to servers of the Redis Cluster. */
final class RedisHarms {
    private final EmbeddedRedis redis;

    RedisHarms(EmbeddedRedis redis) {
        this.redis = redis;
    }

    Injury killMaster(Random random) {
        EmbeddedRedis.Server server = any(redis.masters(), random);
        kill(server);
        return Injury.of(lane(server), "a master, killed", redis::revive);
    }

    Injury emptyMaster(Random random) throws IOException, InterruptedException {
        EmbeddedRedis.Server server = any(redis.masters(), random);
        kill(server);
        redis.revive();
        return Injury.of(lane(server), "a master, killed and started again at once, empty", () -> {});
    }

    Injury killReplica(Random random) {
        List<EmbeddedRedis.Server> masters = redis.masters();
        EmbeddedRedis.Server server = any(
                redis.servers().stream().filter(one -> !masters.contains(one)).toList(), random);
        kill(server);
        return Injury.of(lane(server), "a replica, killed", redis::revive);
    }

    Injury stopMaster(Random random) throws IOException {
        EmbeddedRedis.Server server = any(redis.masters(), random);
        Hold frozen = Frozen.of(List.of(ProcessHandle.of(server.pid()).orElseThrow()));
        return Injury.of(lane(server), "a master, stopped", frozen);
    }

    /** By its place among all, which it keeps when it is started again. */
    private String lane(EmbeddedRedis.Server server) {
        List<Integer> ports =
                redis.servers().stream().map(EmbeddedRedis.Server::port).toList();
        return lane(ports.indexOf(server.port()) + 1);
    }

    static String lane(int number) {
        return "redis-" + number;
    }

    private static EmbeddedRedis.Server any(List<EmbeddedRedis.Server> servers, Random random) {
        return servers.get(random.nextInt(servers.size()));
    }

    private static void kill(EmbeddedRedis.Server server) {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
