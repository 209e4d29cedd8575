package dev.sluice.queue.redis;

import java.nio.charset.StandardCharsets;

/** The names of keys. What is in braces decides which node of a Cluster has it: all of a sale, and all of a process, is together. */
record RedisNames(String prefix) {
    /** The stream of a sale's commands. */
    byte[] commands(int sale) {
        return bytes(prefix + "c:{s" + sale + "}");
    }

    /** The stream that tells a ticket service what to look at. */
    byte[] bell(int member) {
        return bytes(prefix + "b:{m" + member + "}");
    }

    /** The stream of what is for one process alone: outcomes, and answers of news. */
    byte[] outcomes(int member) {
        return bytes(prefix + "o:{m" + member + "}");
    }

    /** The stream of what a ticket service tells everybody. */
    byte[] news(int member) {
        return bytes(prefix + "n:{m" + member + "}");
    }

    /** What somebody has used of a limit. */
    byte[] quota(String key) {
        return bytes(prefix + "q:" + key);
    }

    /** That something was used which may be used once. */
    byte[] once(String key) {
        return bytes(prefix + "u:" + key);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
