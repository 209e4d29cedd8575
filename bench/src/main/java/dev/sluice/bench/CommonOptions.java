package dev.sluice.bench;

import picocli.CommandLine.Option;

/** Options that several runs have. A run mixes in those it needs, each with a default of its own. */
final class CommonOptions {
    private CommonOptions() {}

    /** How often everything is measured. */
    static final class RoundCount {
        @Option(
                names = "--rounds",
                paramLabel = "N",
                converter = Numbers.AtLeastOne.class,
                description = "How often each thing is measured, in turns; an odd number has one median.")
        private int rounds;

        RoundCount(int rounds) {
            this.rounds = rounds;
        }

        int value() {
            return rounds;
        }
    }

    /** How long a measurement takes. */
    static final class Seconds {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                converter = Numbers.AtLeastOne.class,
                description = "How long one measurement takes.")
        private int seconds;

        Seconds(int seconds) {
            this.seconds = seconds;
        }

        int value() {
            return seconds;
        }
    }

    /** How much goes on at the same time. */
    static final class Connections {
        @Option(
                names = "--connections",
                paramLabel = "N",
                converter = Numbers.AtLeastOne.class,
                description = "Connections that the load keeps busy at the same time.")
        private int connections = 512;

        int value() {
            return connections;
        }
    }

    /** Where chance begins. */
    static final class Seed {
        @Option(
                names = "--seed",
                paramLabel = "N",
                description = "What random choices follow from: the same seed, the same choices.")
        private long seed = 1;

        long value() {
            return seed;
        }
    }

    /** How sockets are served. */
    static final class Sockets {
        @Option(
                names = "--transport",
                paramLabel = "NAME",
                description = "How servers serve their sockets: ${COMPLETION-CANDIDATES}.")
        private SocketTransport transport = SocketTransport.AUTO;

        SocketTransport value() {
            return transport;
        }
    }
}
