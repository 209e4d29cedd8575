package dev.sluice.bench;

import java.util.Arrays;
import java.util.List;

/** {@code ./sluice bench …}: measures, each thing beside another in the same run. */
public final class Bench {
    private static final String USAGE = """
            Usage: sluice bench storm|book|kinds|ledger|sales [--key value …]

              storm    the whole way over HTTP, beside a bare endpoint of the same server library;
                       with --kind seated|journey|redPacket that kind's storm beside the counted one
              book     what one decision costs, and one hold in memory
              kinds    what a decision of each kind costs, beside counted units and naive scans
              ledger   the group commit, beside a raw COPY of the same rows;
                       ledger stretches: what it costs to refuse those that overlap
              sales    what one process needs for ten thousand sales, and for a hundred thousand that are over

            Each prints its settings and the machine, is bounded in time, and stops by itself. Quote what was measured in one run
            only: machines are noisy.""";

    private Bench() {}

    /** Ends the process with 2 if it is not told what to measure. */
    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (what) {
            case "storm" -> Storm.main(rest);
            case "kinds" -> System.exit(ChildJvm.run(KindsRun.class, KindsRun.JVM_FLAGS, List.of(rest)));
            case "book" -> BookRun.main(rest);
            case "ledger" -> GroupCommit.main(rest);
            case "sales" -> SalesRun.main(rest);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}
