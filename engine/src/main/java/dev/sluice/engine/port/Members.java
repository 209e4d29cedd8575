package dev.sluice.engine.port;

import java.util.List;

/** Which processes there are. Any thread may use it; it never waits for the ledger, and says what that said last. */
public interface Members {
    /** The number of this process; 0 while it has none yet. */
    int self();

    /** The processes that are there, this one among them, by number. */
    List<Member> living();
}
