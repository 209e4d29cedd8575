package dev.sluice.beacon;

import dev.sluice.sale.draw.BeaconChain;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Beacons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The chains of drand's mainnet (the League of Entropy) whose public keys are known here: {@code quicknet}, with a round every three
 * seconds, and {@code default}, the first one, with a round every thirty. A chain is called by its hash, which binds its public key, its
 * period and its beginning. A chain that anybody names is not taken: anybody can make one.
 */
public final class DrandBeacons implements Beacons {
    private static final List<DrandChain> MAINNET = List.of(
            new DrandChain(
                    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
                    "quicknet",
                    DrandScheme.UNCHAINED_SHORT,
                    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
                            + "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
                    1_692_803_367,
                    3,
                    "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"),
            new DrandChain(
                    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
                    "default",
                    DrandScheme.CHAINED,
                    "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
                    1_595_431_050,
                    30,
                    "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a"));

    private final Map<String, DrandChain> chains;

    DrandBeacons(List<DrandChain> chains) {
        this.chains = chains.stream().collect(Collectors.toUnmodifiableMap(DrandChain::hash, Function.identity()));
    }

    public static Beacons mainnet() {
        return new DrandBeacons(MAINNET);
    }

    static List<DrandChain> mainnetChains() {
        return MAINNET;
    }

    @Override
    public Optional<BeaconChain> chain(String hash) {
        return Optional.ofNullable(chains.get(hash))
                .map(chain -> new BeaconChain(
                        chain.hash(), "drand " + chain.id(), chain.genesisSeconds(), chain.periodSeconds()));
    }

    /** @throws BeaconLibraryException if this system cannot check any */
    @Override
    public boolean isSigned(BeaconRound round, BeaconValue value) {
        DrandChain chain = chains.get(round.chain());
        return chain != null
                && chain.scheme().isSigned(chain.publicKey(), round.round(), value.signature(), value.previous());
    }
}
