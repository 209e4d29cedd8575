package dev.sluice.gateway;

import dev.sluice.engine.port.Eligibility;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists and codes in memory. Any thread may use it. */
final class FakeEligibility implements Eligibility {
    private record Kept(int sale, ByteBuffer digest, int uses, Set<ByteBuffer> people, boolean[] revoked) {}

    private final Map<String, Set<ByteBuffer>> lists = new HashMap<>();
    private final List<Kept> codes = new ArrayList<>();

    private Set<ByteBuffer> of(int sale, String list) {
        return lists.computeIfAbsent(sale + " " + list, _ -> new HashSet<>());
    }

    @Override
    public synchronized boolean list(int sale, String list, List<byte[]> people) {
        people.forEach(person -> of(sale, list).add(ByteBuffer.wrap(person)));
        return true;
    }

    @Override
    public synchronized long listed(int sale, String list) {
        return of(sale, list).size();
    }

    @Override
    public synchronized boolean isListed(int sale, String list, byte[] person) {
        return of(sale, list).contains(ByteBuffer.wrap(person));
    }

    @Override
    public synchronized boolean unlist(int sale, String list, byte[] person) {
        return of(sale, list).remove(ByteBuffer.wrap(person));
    }

    @Override
    public synchronized long clear(int sale, String list) {
        return lists.remove(sale + " " + list) == null ? 0 : 1;
    }

    @Override
    public synchronized List<Long> create(int sale, List<byte[]> digests, int uses, long atMillis) {
        List<Long> numbers = new ArrayList<>();
        for (byte[] digest : digests) {
            codes.add(new Kept(sale, ByteBuffer.wrap(digest), uses, new HashSet<>(), new boolean[1]));
            numbers.add((long) codes.size());
        }
        return numbers;
    }

    @Override
    public synchronized Added add(int sale, List<byte[]> digests, List<Integer> uses, long atMillis) {
        long added = 0;
        long revoked = 0;
        for (int i = 0; i < digests.size(); i++) {
            ByteBuffer digest = ByteBuffer.wrap(digests.get(i));
            List<Kept> known = codes.stream()
                    .filter(code -> code.sale == sale && code.digest.equals(digest))
                    .toList();
            if (known.isEmpty()) {
                codes.add(new Kept(sale, digest, uses.get(i), new HashSet<>(), new boolean[1]));
                added++;
            }
            revoked += known.stream().filter(code -> code.revoked[0]).count();
        }
        return new Added(added, digests.size() - added, revoked);
    }

    @Override
    public synchronized List<Code> codes(int sale, long beforeNumber, int limit) {
        List<Code> page = new ArrayList<>();
        for (int i = codes.size(); i > 0 && page.size() < limit; i--) {
            Kept code = codes.get(i - 1);
            if (code.sale == sale && i < beforeNumber) {
                page.add(new Code(i, code.uses, code.people.size(), 0, code.revoked[0]));
            }
        }
        return page;
    }

    @Override
    public synchronized boolean revoke(int sale, long number, long atMillis) {
        if (number > codes.size() || number < 1 || codes.get((int) number - 1).sale != sale) {
            return false;
        }
        codes.get((int) number - 1).revoked[0] = true;
        return true;
    }

    @Override
    public synchronized boolean isIn(int sale, byte[] person) {
        return codes.stream()
                .anyMatch(
                        code -> code.sale == sale && !code.revoked[0] && code.people.contains(ByteBuffer.wrap(person)));
    }

    @Override
    public synchronized boolean redeem(int sale, byte[] digest, byte[] person, long atMillis) {
        return isIn(sale, person)
                || codes.stream()
                        .filter(code -> code.sale == sale
                                && !code.revoked[0]
                                && code.digest.equals(ByteBuffer.wrap(digest))
                                && code.people.size() < code.uses)
                        .findFirst()
                        .map(code -> code.people.add(ByteBuffer.wrap(person)))
                        .orElse(false);
    }
}
