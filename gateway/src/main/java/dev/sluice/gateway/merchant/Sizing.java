package dev.sluice.gateway.merchant;

import java.util.List;

/** What machines a sale will need for those who are expected. Any thread may use it. */
public interface Sizing {
    /** Where nobody reckons. */
    Sizing NONE = _ -> null;

    /** May block. Null where nobody reckons. */
    Plan plan(Crowd crowd);

    /**
     * Who is expected, and for what.
     *
     * @param people 1 to {@link #MOST_PEOPLE}
     * @param seconds within which their requests come, 1 to {@link #MOST_SECONDS}
     * @param units on sale, 1 or more
     * @param kind of what is sold, as a sale names it
     * @param cores of one machine, 1 to {@link #MOST_CORES}
     */
    record Crowd(long people, long seconds, long units, String kind, int cores) {}

    long MOST_PEOPLE = 1_000_000_000_000L;
    long MOST_SECONDS = 86_400;
    long MOST_CORES = 1_024;

    /**
     * What is needed, the spare ones included.
     *
     * @param requestsPerSecond at the opening
     * @param soldOutSeconds from the opening until the last unit is taken, or everybody has bought
     * @param scarce whether somebody goes away with nothing
     * @param lastAnswerSeconds from the opening until the last is answered
     * @param oneProcess whether one process on one such machine does it all, with PostgreSQL beside it
     * @param machines of each role and engine, where it takes several
     * @param running what runs now
     * @param carried whether what runs now carries it
     */
    record Plan(
            double requestsPerSecond,
            double soldOutSeconds,
            boolean scarce,
            double lastAnswerSeconds,
            boolean oneProcess,
            List<Machines> machines,
            Running running,
            boolean carried) {}

    /**
     * Machines of one kind.
     *
     * @param what a role, or an engine
     * @param cores of each
     * @param memoryGb of each
     * @param megabits a second, of each
     */
    record Machines(String what, long nodes, long cores, long memoryGb, long megabits) {}

    /**
     * What runs now.
     *
     * @param gateways processes that take requests
     * @param cores of the machine of the one that was asked
     * @param connections that each of them takes
     */
    record Running(int gateways, int cores, long connections) {}
}
