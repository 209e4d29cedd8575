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

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
