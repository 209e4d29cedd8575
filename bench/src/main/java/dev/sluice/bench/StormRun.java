package dev.sluice.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench storm}: {@link Storm}, {@link KindStorm}, or {@link ClusterStorm}. */
@Command(
        name = "storm",
        description = {
            "The whole way over HTTP, beside a bare endpoint of the same server library: refusals after sell-out, the storm (many"
                    + " buyers for few units, two each), and winners only, each a durable hold.",
            "With --kind seated, journey or redPacket: that kind's storm beside the counted one.",
            "With --cluster: the storm on a gateway and a ticket service with a Redis between them, beside one process that does"
                    + " everything."
        })
final class StormRun extends Run {
    @Option(names = "--kind", paramLabel = "KIND", description = "What is sold: ${COMPLETION-CANDIDATES}.")
    private StormKind kind = StormKind.COUNTED;

    @Option(
            names = "--cluster",
            description = "Compares a gateway, a ticket service and a Redis with one process that does everything.")
    private boolean cluster;

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers of the storm, each of whom asks once.")
    private int buyers = 500_000;

    @Option(
            names = "--units",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "Units that the storm is for. A hall's seats come by the thousand; a train has 1,600 whatever is said here.")
    private int units = 50_000;

    @Option(
            names = "--winners",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers, at most, where everybody wins.")
    private int winners = 600_000;

    @Mixin
    private CommonOptions.Sockets transport = new CommonOptions.Sockets();

    @Override
    void check() {
        require(units % Storm.UNITS_EACH == 0, "--units must be even: everybody gets " + Storm.UNITS_EACH);
        require(units / Storm.UNITS_EACH <= buyers, "--units must not be more than the --buyers take, two each");
        require(
                kind != StormKind.SEATED || units % StormGoods.SEATS_IN_SECTION == 0,
                "--units of a hall must be a multiple of " + StormGoods.SEATS_IN_SECTION);
        require(!cluster || kind == StormKind.COUNTED, "--cluster is for counted sales");
    }

    @Override
    void measure() throws Exception {
        if (cluster) {
            ClusterStorm.run(this);
        } else if (kind == StormKind.COUNTED) {
            Storm.run(this);
        } else {
            KindStorm.run(this);
        }
    }

    StormKind kind() {
        return kind;
    }

    int connections() {
        return connections.value();
    }

    int rounds() {
        return rounds.value();
    }

    int seconds() {
        return seconds.value();
    }

    int buyers() {
        return buyers;
    }

    int units() {
        return units;
    }

    int winners() {
        return winners;
    }

    SocketTransport transport() {
        return transport.value();
    }
}
