package dev.sluice.gateway.operate;

/** What operators ask a process for. */
public interface Operations {
    /** Whether this process can serve: its ledger answers, its sales have working writers. Null if so, else what is wrong. */
    String unreadiness();

    /** Metrics in the format of Prometheus. */
    String metrics();
}
