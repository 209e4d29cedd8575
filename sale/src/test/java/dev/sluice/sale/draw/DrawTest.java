package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a draw promises, what it waits for, and when it proves something. */
final class DrawTest {
    private static final String SALE = "phone-11";
    private static final String OPERATOR = DrawSecret.commitment("the operator's");
    private static final String CLUB = DrawSecret.commitment("the fan club's");
    private static final BeaconRound ROUND = new BeaconRound("cd".repeat(32), 100);
    /** When the entries are closed; round 100 of {@link OneChain} comes half a minute later. */
    private static final long CLOSE = 300_000 - Fairness.LEAST_MILLIS;

    private static final DrawSeal SEAL = new DrawSeal("0a".repeat(32), 1_000, CLOSE);
    private static final BeaconValue SIGNED = new BeaconValue("5151", "");

    /** Knows one chain, with a round every three seconds, and takes one signature for that of round 100. */
    private static final class OneChain implements Beacons {
        @Override
        public Optional<BeaconChain> chain(String hash) {
            return hash.equals(ROUND.chain()) ? Optional.of(new BeaconChain(hash, "test", 3, 3)) : Optional.empty();
        }

        @Override
        public boolean isSigned(BeaconRound round, BeaconValue value) {
            return round.equals(ROUND) && value.equals(SIGNED);
        }
    }

    private final Beacons beacons = new OneChain();

    @Test
    void twoPartiesMakeAProvenDraw() {
        Draw draw = Draw.promised(SALE, parties(OPERATOR, CLUB)).sealed(SEAL);
        assertThat(draw.missingParties()).containsExactly(OPERATOR, CLUB);
        assertThat(draw.isReady()).isFalse();
        assertThatThrownBy(draw::seed).hasMessageContaining("missing");

        Draw.Entered first = draw.enter("the fan club's");
        assertThat(first.answer()).isEqualTo(DrawAnswer.TAKEN);
        assertThat(first.draw().missingParties()).containsExactly(OPERATOR);
        Draw ready = first.draw().enter("the operator's").draw();
        assertThat(ready.isReady()).isTrue();
        assertThat(ready.isProven()).isTrue();
        assertThat(ready.seed())
                .as("in whatever order they are told")
                .isEqualTo(draw.enter("the operator's")
                        .draw()
                        .enter("the fan club's")
                        .draw()
                        .seed());
    }

    @Test
    void aBeaconAndTheOperatorMakeAProvenDraw() {
        Draw draw = Draw.promised(SALE, new Fairness(List.of(OPERATOR), ROUND, false))
                .sealed(SEAL);
        assertThat(draw.enter("the operator's").draw().isBeaconMissing()).isTrue();
        Draw ready = draw.enter("the operator's").draw().enter(SIGNED, beacons).draw();
        assertThat(ready.isProven()).isTrue();
        assertThat(Draw.promised(SALE, new Fairness(List.of(), ROUND, false))
                        .sealed(SEAL)
                        .enter(SIGNED, beacons)
                        .draw()
                        .isProven())
                .isTrue();
    }

    @Test
    void wrongValuesAreRefusedAndChangeNothing() {
        Draw draw = Draw.promised(SALE, new Fairness(List.of(OPERATOR), ROUND, false))
                .sealed(SEAL);
        for (String wrong : List.of("", "the operator's ", "The operator's", "\ud800", "x".repeat(1_000_000))) {
            assertThat(draw.enter(wrong)).isEqualTo(new Draw.Entered(DrawAnswer.WRONG, draw));
        }
        assertThat(draw.enter(new BeaconValue("5252", ""), beacons).answer()).isEqualTo(DrawAnswer.WRONG);
        assertThat(Draw.promised(SALE, parties(OPERATOR, CLUB))
                        .sealed(SEAL)
                        .enter(SIGNED, beacons)
                        .answer())
                .as("no beacon was named")
                .isEqualTo(DrawAnswer.WRONG);
    }

    @Test
    void aSecondValueChangesNothing() {
        Draw draw = Draw.promised(SALE, new Fairness(List.of(OPERATOR), ROUND, false))
                .sealed(SEAL)
                .enter("the operator's")
                .draw()
                .enter(SIGNED, beacons)
                .draw();
        assertThat(draw.enter("the operator's")).isEqualTo(new Draw.Entered(DrawAnswer.KNOWN, draw));
        assertThat(draw.enter(SIGNED, beacons)).isEqualTo(new Draw.Entered(DrawAnswer.KNOWN, draw));
        assertThat(draw.enter(new BeaconValue("5252", ""), beacons))
                .isEqualTo(new Draw.Entered(DrawAnswer.WRONG, draw));
    }

    @Test
    void nothingIsTakenBeforeTheSeal() {
        Draw draw = Draw.promised(SALE, new Fairness(List.of(OPERATOR), ROUND, false));
        assertThat(draw.enter("the operator's").answer()).isEqualTo(DrawAnswer.TOO_EARLY);
        assertThat(draw.enter(SIGNED, beacons).answer()).isEqualTo(DrawAnswer.TOO_EARLY);
        assertThatThrownBy(draw::waive).hasMessageContaining("sealed");
    }

    @Test
    void itIsSealedOnce() {
        Draw draw = Draw.promised(SALE, parties(OPERATOR, CLUB)).sealed(SEAL);
        assertThat(draw.sealed(SEAL)).isEqualTo(draw);
        assertThatThrownBy(() -> draw.sealed(new DrawSeal("0b".repeat(32), 1_000, CLOSE)))
                .hasMessageContaining("once");
    }

    @Test
    void whatIsWithheldIsWaitedForOrLeavesTheDrawUnproven() {
        Draw waiting = Draw.promised(SALE, parties(OPERATOR, CLUB))
                .sealed(SEAL)
                .enter("the operator's")
                .draw();
        assertThat(waiting.isReady()).isFalse();

        Draw waived = waiting.waive();
        assertThat(waived.isReady()).isTrue();
        assertThat(waived.isProven()).isFalse();
        assertThat(waived.missingParties()).as("everybody sees who").containsExactly(CLUB);
        assertThat(waived.enter("the fan club's"))
                .as("who comes late does not change the order")
                .isEqualTo(new Draw.Entered(DrawAnswer.WAIVED, waived));
        assertThat(waived.seed())
                .isNotEqualTo(waiting.enter("the fan club's").draw().seed());
        assertThatThrownBy(() -> Draw.promised(SALE, parties(OPERATOR, CLUB))
                        .sealed(SEAL)
                        .waive())
                .hasMessageContaining("without any value");
        assertThatThrownBy(() -> waiting.enter("the fan club's").draw().waive()).hasMessageContaining("missing");
    }

    @Test
    void aDrawThatProvesNothingSaysSo() {
        Draw draw = Draw.promised(SALE, new Fairness(List.of(OPERATOR), null, true))
                .sealed(SEAL)
                .enter("the operator's")
                .draw();
        assertThat(draw.isReady()).isTrue();
        assertThat(draw.isProven()).isFalse();
    }

    @Test
    void promisesThatProveNothingAreRefused() {
        assertThat(Fairness.problems(List.of(OPERATOR), null, false))
                .singleElement()
                .asString()
                .contains("single");
        assertThat(Fairness.problems(List.of(), null, false))
                .singleElement()
                .asString()
                .contains("operator");
        assertThat(Fairness.problems(List.of(), null, true))
                .as("it says that it proves nothing")
                .isEmpty();
        assertThat(Fairness.problems(List.of(OPERATOR, OPERATOR), null, false)).hasSize(1);
        assertThat(Fairness.problems(List.of(OPERATOR, DrawSecret.commitment("")), null, false))
                .singleElement()
                .asString()
                .contains("nothing");
        assertThat(Fairness.problems(List.of(OPERATOR, CLUB.toUpperCase()), null, false))
                .hasSize(1);
        assertThat(Fairness.problems(
                        IntStream.range(0, 17)
                                .mapToObj(i -> DrawSecret.commitment("s" + i))
                                .toList(),
                        null,
                        false))
                .hasSize(1);
        assertThat(Fairness.problems(List.of(OPERATOR, CLUB), null, false)).isEmpty();
        assertThatThrownBy(() -> new Fairness(List.of(OPERATOR), null, false)).hasMessageContaining("single party");
    }

    @Test
    void aRoundIsNamedThatComesAWhileAfterTheSeal() {
        Fairness fairness = new Fairness(List.of(OPERATOR), ROUND, false);
        assertThat(fairness.beaconProblem(CLOSE, beacons)).isEmpty();
        assertThat(fairness.beaconProblem(CLOSE + 1, beacons)).contains("can be named is 101");
        assertThat(fairness.beaconProblem(300_000, beacons)).contains("can be named is 110");
        assertThat(new Fairness(List.of(), new BeaconRound("ab".repeat(32), 1), false).beaconProblem(CLOSE, beacons))
                .contains("not one whose public key is known");
        Draw late = Draw.promised(SALE, fairness).sealed(new DrawSeal("0a".repeat(32), 1_000, 300_000));
        assertThat(late.enter(SIGNED, beacons).answer())
                .as("whoever closed the entries may have known it, and nobody knows when another comes of such a chain")
                .isEqualTo(DrawAnswer.WRONG);
    }

    @Test
    void aSealAfterTheRoundWaitsForOneThatNobodyKnewThen() {
        BeaconChain chain = BeaconChain.QUICKNET;
        BeaconRound named = new BeaconRound(chain.hash(), 1_000);
        Fairness alone = new Fairness(List.of(), named, false);
        long known = chain.timeMillis(1_000);
        assertThat(alone.roundFor(known - 1)).as("in time").isEqualTo(named);
        for (long late : new long[] {0, 1, 2_999, 3_000, 86_400_000}) {
            BeaconRound counts = alone.roundFor(known + late);
            assertThat(chain.timeMillis(counts.round()))
                    .isGreaterThan(known + late + Fairness.LATE_MILLIS)
                    .isLessThanOrEqualTo(known + late + Fairness.LATE_MILLIS + 3_000);
            Draw sealed = Draw.promised(SALE, alone).sealed(new DrawSeal("0a".repeat(32), 5, known + late));
            assertThat(sealed.enter(SIGNED, signing(named)).answer())
                    .as("the one that was named was known by the seal")
                    .isEqualTo(DrawAnswer.WRONG);
            Draw ready = sealed.enter(SIGNED, signing(counts)).draw();
            assertThat(ready.isProven()).isTrue();
            Draw inTime = Draw.promised(SALE, alone)
                    .sealed(new DrawSeal("0a".repeat(32), 5, known - 1))
                    .enter(SIGNED, signing(named))
                    .draw();
            assertThat(ready.seed())
                    .as("a seal that is said to have come in time gives another order, were the value the same")
                    .isNotEqualTo(inTime.seed());
        }
    }

    /** One round alone. */
    private static Beacons signing(BeaconRound one) {
        return new Beacons() {
            @Override
            public Optional<BeaconChain> chain(String hash) {
                return BeaconChain.known(hash);
            }

            @Override
            public boolean isSigned(BeaconRound round, BeaconValue value) {
                return round.equals(one);
            }
        };
    }

    @Test
    void roundsHaveTheirTimes() {
        BeaconChain chain = new BeaconChain("cd".repeat(32), "test", 1_000, 30);
        assertThat(chain.timeMillis(1)).isEqualTo(1_000_000);
        assertThat(chain.timeMillis(3)).isEqualTo(1_060_000);
        assertThat(chain.firstRoundAfter(0)).isEqualTo(1);
        assertThat(chain.comesAfter(BeaconRound.MAX_ROUND, Long.MAX_VALUE / 2)).isTrue();
        for (long millis = 990_000; millis < 1_200_000; millis += 2_500) {
            long round = chain.firstRoundAfter(millis);
            assertThat(chain.comesAfter(round, millis)).isTrue();
            assertThat(round == 1 || !chain.comesAfter(round - 1, millis)).isTrue();
        }
    }

    @Test
    void theSeedBindsAllThatItFollowsFrom() {
        Fairness fairness = new Fairness(List.of(OPERATOR, CLUB), ROUND, false);
        String seed = seed(SALE, fairness, SEAL);
        assertThat(List.of(
                        seed,
                        seed("phone-12", fairness, SEAL),
                        seed(SALE, fairness, new DrawSeal("0b".repeat(32), 1_000, CLOSE)),
                        seed(SALE, fairness, new DrawSeal("0a".repeat(32), 1_001, CLOSE)),
                        seed(SALE, new Fairness(List.of(CLUB, OPERATOR), ROUND, false), SEAL),
                        seed(SALE, new Fairness(List.of(OPERATOR), ROUND, false), SEAL),
                        seed(SALE, parties(OPERATOR, CLUB), SEAL)))
                .doesNotHaveDuplicates();
    }

    private String seed(String sale, Fairness fairness, DrawSeal seal) {
        Draw draw = Draw.promised(sale, fairness).sealed(seal);
        draw = draw.enter("the operator's").draw();
        draw = draw.enter("the fan club's").draw();
        return draw.enter(SIGNED, beacons).draw().seed();
    }

    private static Fairness parties(String... parties) {
        return new Fairness(List.of(parties), null, false);
    }
}
