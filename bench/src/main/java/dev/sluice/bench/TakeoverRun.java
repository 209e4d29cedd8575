package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.app.postgres.PostgresPair;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.process.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench takeover}: how long nobody decides in a sale after something was done to the process that owns it; {@link TakeoverScene}. */
@Command(
        name = "takeover",
        description = {
            "How long nobody decides in a sale after its owner is killed, hangs, is asked to end, or is cut off: two servers at default"
                    + " settings on one PostgreSQL, from when it was done until the first purchase that the other one grants. All that"
                    + " was granted must be in the ledger at the end.",
            "Who is to be cut off has a network namespace of its own, which takes root; and then PostgreSQL has a standby. Where that is"
                    + " not allowed, the run says so and leaves it out."
        })
final class TakeoverRun extends Run {
    @Option(
            names = "--harms",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "kill,stop,end,cut",
            description = "What is done to the owner: ${COMPLETION-CANDIDATES}.")
    private List<OwnerHarm> harms;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(9);

    private final Map<OwnerHarm, Distribution> seen = new EnumMap<>(OwnerHarm.class);
    private Path folder;

    @Override
    void measure() throws Exception {
        folder = folder("sluice-takeover-");
        List<OwnerHarm> here = new ArrayList<>(harms);
        here.remove(OwnerHarm.CUT);
        if (!here.isEmpty()) {
            EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder.resolve("database")));
            measure(here, DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password()), null);
            embedded.close();
        }
        if (harms.contains(OwnerHarm.CUT)) {
            cut();
        }
        IO.println();
        IO.println(Distribution.headings());
        seen.values().forEach(IO::println);
    }

    private void cut() throws Exception {
        Networks networks;
        try {
            networks = parts().add("networks", Networks.of(List.of(TakeoverScene.FAR)));
        } catch (IOException e) {
            IO.println("Nobody is cut off here, since no networks can be made: " + e.getMessage());
            return;
        }
        PostgresPair pair = parts().add("postgres", PostgresPair.start(folder.resolve("pair"), networks.host()));
        measure(List.of(OwnerHarm.CUT), DatabaseConfig.of(pair.url(), pair.user(), pair.password()), networks);
    }

    private void measure(List<OwnerHarm> wanted, DatabaseConfig ledger, Networks networks) throws Exception {
        Path servers = folder.resolve(networks == null ? "here" : "apart");
        try (TakeoverScene scene = TakeoverScene.open(parts(), servers, ledger, networks)) {
            for (int round = 0; round < rounds.value(); round++) {
                for (OwnerHarm harm : wanted) {
                    double millis = scene.millis(harm);
                    IO.println("%s: %,.0f ms".formatted(harm, millis));
                    seen.computeIfAbsent(harm, OwnerHarm::distribution).add(millis);
                }
            }
            IO.println("%,d purchases were granted, and all of them are in the ledger.".formatted(scene.kept()));
        }
    }
}
