package dev.sluice.chaos.stage;

import java.util.Locale;

/** What can be done to a stage. */
public enum Harm {
    KILL_TICKET("kill -9 of a ticket service, started again later"),
    STOP_TICKET("SIGSTOP of a ticket service for a while; it wakes up when its sales are another's"),
    CUT_TICKET("a ticket service can reach nobody for a while: all that is sent is lost without a word"),
    END_TICKET("SIGTERM of a ticket service, started again later"),
    KILL_GATEWAY("kill -9 of a gateway, started again later"),
    STOP_GATEWAY("SIGSTOP of a gateway for a while"),
    CUT_GATEWAY("a gateway can reach nobody for a while, nor be reached"),
    END_GATEWAY("SIGTERM of a gateway, started again later"),
    KILL_REDIS_MASTER("kill -9 of a Redis master, started again later, empty; its replica takes over"),
    EMPTY_REDIS_MASTER("kill -9 of a Redis master, started again at once, empty, before its replica takes over"),
    STOP_REDIS_MASTER("SIGSTOP of a Redis master for a while; it wakes up when its replica has taken over"),
    KILL_REDIS_REPLICA("kill -9 of a Redis replica, started again later"),
    KILL_POSTGRES(
            "kill -9 of all processes of the PostgreSQL that takes writes; its standby is promoted, and it becomes the new standby"),
    CRASH_POSTGRES("kill -9 of all processes of the PostgreSQL that takes writes, started again later as what it was"),
    STOP_POSTGRES("SIGSTOP of all processes of the PostgreSQL that takes writes, for a while"),
    KILL_STANDBY("kill -9 of the standby that commits wait for, started again later"),
    STOP_STANDBY("SIGSTOP of the standby that commits wait for, for a while");

    private final String words;

    Harm(String words) {
        this.words = words;
    }

    /** What happens, for people. */
    public String words() {
        return words;
    }

    /** Whether it takes a network of its own for each node. */
    public boolean isCut() {
        return this == CUT_TICKET || this == CUT_GATEWAY;
    }

    /** As options have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
