package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lists and codes of sales promise, whatever keeps them. Other tests may use the same; each has a sale of its own. */
public abstract class EligibilityContract {
    private static final long NOW = 1_800_000_000_000L;
    private static final int PEOPLE = 40;

    private final int sale = ThreadLocalRandom.current().nextInt(1, 4_000_000);
    private final byte[] ann = hash();
    private final byte[] ben = hash();

    protected abstract Eligibility eligibility();

    private static byte[] hash() {
        byte[] hash = new byte[32];
        new SecureRandom().nextBytes(hash);
        return hash;
    }

    @Test
    void whoIsListedIsFoundInThatListOfThatSaleAlone() {
        assertThat(eligibility().list(sale, "members", List.of(ann, ben))).isTrue();
        assertThat(eligibility().list(sale, "members", List.of(ann, ann, hash())))
                .as("who is on it stays, and twice is once")
                .isTrue();
        assertThat(eligibility().listed(sale, "members")).isEqualTo(3);
        assertThat(eligibility().isListed(sale, "members", ann.clone())).isTrue();
        assertThat(eligibility().isListed(sale, "friends", ann)).isFalse();
        assertThat(eligibility().isListed(sale + 1, "members", ann)).isFalse();
        assertThat(eligibility().isListed(sale, "members", hash())).isFalse();
    }

    @Test
    void whoIsTakenOffAListIsNotOnIt() {
        eligibility().list(sale, "members", List.of(ann, ben, hash()));
        assertThat(eligibility().unlist(sale, "members", ann)).isTrue();
        assertThat(eligibility().unlist(sale, "members", ann)).isFalse();
        assertThat(eligibility().isListed(sale, "members", ann)).isFalse();
        assertThat(eligibility().isListed(sale, "members", ben)).isTrue();
        eligibility().clear(sale, "members");
        assertThat(eligibility().listed(sale, "members")).isZero();
        assertThat(eligibility().isListed(sale, "members", ben)).isFalse();
    }

    @Test
    void codesAreShownNewestFirstWithHowOftenEachWasUsed() {
        List<byte[]> digests = List.of(hash(), hash(), hash());
        List<Long> numbers = eligibility().create(sale, digests, 2, NOW);
        assertThat(numbers).hasSize(3).doesNotHaveDuplicates();
        assertThat(eligibility().redeem(sale, digests.get(1), ann, NOW)).isTrue();
        assertThat(eligibility().revoke(sale, numbers.get(2), NOW)).isTrue();

        List<Eligibility.Code> all = eligibility().codes(sale, Long.MAX_VALUE, 10);
        assertThat(all)
                .extracting(Eligibility.Code::number)
                .containsExactlyElementsOf(
                        numbers.stream().sorted((a, b) -> Long.compare(b, a)).toList());
        assertThat(all).allSatisfy(code -> {
            assertThat(code.uses()).isEqualTo(2);
            assertThat(code.used()).isEqualTo(code.number() == numbers.get(1) ? 1 : 0);
            assertThat(code.revoked()).isEqualTo(code.number() == numbers.get(2));
        });
        long newest = all.getFirst().number();
        assertThat(eligibility().codes(sale, newest, 1)).containsExactly(all.get(1));
        assertThat(eligibility().codes(sale + 1, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void codesThatAreBroughtAlongAreAddedOnceAndStayAsTheyAre() {
        List<byte[]> digests = List.of(hash(), hash(), hash());
        assertThat(eligibility().add(sale, digests.subList(0, 2), List.of(1, 3), NOW))
                .isEqualTo(new Eligibility.Added(2, 0, 0));
        assertThat(eligibility().codes(sale, Long.MAX_VALUE, 9))
                .extracting(Eligibility.Code::uses)
                .containsExactlyInAnyOrder(1, 3);
        long single = eligibility().codes(sale, Long.MAX_VALUE, 9).stream()
                .filter(code -> code.uses() == 1)
                .findFirst()
                .orElseThrow()
                .number();
        eligibility().revoke(sale, single, NOW);
        assertThat(eligibility().add(sale, digests, List.of(9, 9, 9), NOW)).isEqualTo(new Eligibility.Added(1, 2, 1));
        assertThat(eligibility().redeem(sale, digests.getFirst(), ann, NOW))
                .as("one that was revoked stays it")
                .isFalse();
        assertThat(eligibility().redeem(sale, digests.get(1), ann, NOW)).isTrue();
        assertThat(eligibility().add(sale + 1, digests, List.of(1, 1, 1), NOW))
                .as("another sale may have the same")
                .isEqualTo(new Eligibility.Added(3, 0, 0));
    }

    @Test
    void theSameCodesThatAreAddedFromEverywhereAtOnceAreThereOnce() throws Exception {
        List<byte[]> digests = IntStream.range(0, 200).mapToObj(_ -> hash()).toList();
        List<Integer> uses = digests.stream().map(_ -> 1).toList();
        List<Eligibility.Added> added = atOnce(Stream.of(digests, digests.reversed(), digests)
                .map(each -> (Callable<Eligibility.Added>) () -> eligibility().add(sale, each, uses, NOW))
                .toList());
        assertThat(added.stream().mapToLong(Eligibility.Added::added).sum()).isEqualTo(digests.size());
        assertThat(eligibility().codes(sale, Long.MAX_VALUE, 1_000)).hasSize(digests.size());
    }

    @Test
    void aCodeLetsInAsManyAsItHasUsesEachOnce() {
        byte[] code = hash();
        eligibility().create(sale, List.of(code), 2, NOW);
        assertThat(eligibility().isIn(sale, ann)).isFalse();
        for (int again = 0; again < 3; again++) {
            assertThat(eligibility().redeem(sale, code, ann, NOW)).isTrue();
        }
        assertThat(eligibility().isIn(sale, ann)).isTrue();
        assertThat(eligibility().redeem(sale, code, ben, NOW)).isTrue();
        assertThat(eligibility().redeem(sale, code, hash(), NOW)).isFalse();
        assertThat(eligibility().redeem(sale, code, ann, NOW))
                .as("who is in stays in")
                .isTrue();
        assertThat(eligibility().isIn(sale + 1, ann)).isFalse();
        assertThat(eligibility().redeem(sale + 1, code, ann, NOW)).isFalse();
        assertThat(eligibility().redeem(sale, hash(), hash(), NOW)).isFalse();
    }

    @Test
    void whoIsInUsesUpNoSecondCode() {
        List<byte[]> codes = List.of(hash(), hash());
        eligibility().create(sale, codes, 1, NOW);
        eligibility().redeem(sale, codes.get(0), ann, NOW);
        assertThat(eligibility().redeem(sale, codes.get(1), ann, NOW)).isTrue();
        assertThat(eligibility().redeem(sale, codes.get(1), ben, NOW)).isTrue();
    }

    @Test
    void aRevokedCodeLetsNobodyInAndWhoeverCameInByItOut() {
        List<byte[]> codes = List.of(hash(), hash());
        List<Long> numbers = eligibility().create(sale, codes, 5, NOW);
        eligibility().redeem(sale, codes.get(0), ann, NOW);
        assertThat(eligibility().revoke(sale + 1, numbers.get(0), NOW))
                .as("of another sale")
                .isFalse();
        assertThat(eligibility().revoke(sale, numbers.get(0), NOW)).isTrue();
        assertThat(eligibility().revoke(sale, numbers.get(0), NOW)).as("again").isTrue();
        assertThat(eligibility().isIn(sale, ann)).isFalse();
        assertThat(eligibility().redeem(sale, codes.get(0), ann, NOW)).isFalse();
        assertThat(eligibility().redeem(sale, codes.get(0), ben, NOW)).isFalse();
        assertThat(eligibility().redeem(sale, codes.get(1), ann, NOW))
                .as("another code is another matter")
                .isTrue();
        assertThat(eligibility().isIn(sale, ann)).isTrue();
        assertThat(eligibility().revoke(sale, 0, NOW)).isFalse();
    }

    /** However many want the same code at once, as many as it has uses get it. */
    @Test
    void theLastUseOfACodeHasOneWinner() throws Exception {
        byte[] code = hash();
        eligibility().create(sale, List.of(code), 3, NOW);
        List<byte[]> people =
                Stream.generate(EligibilityContract::hash).limit(PEOPLE).toList();
        List<Boolean> in =
                atOnce(people.stream().map(person -> redeeming(code, person)).toList());
        assertThat(in).filteredOn(one -> one).hasSize(3);
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(eligibility().isIn(sale, people.get(i))).isEqualTo(in.get(i));
        }
        assertThat(eligibility().codes(sale, Long.MAX_VALUE, 1).getFirst().used())
                .isEqualTo(3);
    }

    /** Whoever sends all their codes at once, and each twice, is in by one of them. */
    @Test
    void onePersonUsesOneCodeHoweverManyTheySendAtOnce() throws Exception {
        List<byte[]> codes = IntStream.range(0, 8).mapToObj(_ -> hash()).toList();
        eligibility().create(sale, codes, 1, NOW);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (byte[] code : codes) {
            all.addAll(Arrays.asList(redeeming(code, ann), redeeming(code, ann)));
        }
        assertThat(atOnce(all)).containsOnly(true);
        assertThat(eligibility().codes(sale, Long.MAX_VALUE, 10).stream()
                        .mapToInt(Eligibility.Code::used)
                        .sum())
                .isEqualTo(1);
    }

    private Callable<Boolean> redeeming(byte[] code, byte[] person) {
        return () -> eligibility().redeem(sale, code, person, NOW);
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<T> one : threads.invokeAll(all)) {
                results.add(one.get());
            }
        }
        return results;
    }
}
