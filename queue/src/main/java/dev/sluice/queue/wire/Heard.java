package dev.sluice.queue.wire;

import dev.sluice.sale.SaleState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The sales, with their terms, that this process was told last. Of each sale it keeps what two ticket services told, as what one of them tells
 * before it gives the sale away may come later than what the next one tells. Any thread may use it.
 */
final class Heard {
    private static final int TELLERS = 2;

    private final Map<Integer, List<Told>> bySale = new ConcurrentHashMap<>();

    /** @param checksum of the bytes in which it was told */
    private record Told(int member, SaleState sale, int checksum) {}

    /** What one ticket service tells. */
    Voice of(int member) {
        return new Voice(member);
    }

    /** One ticket service. */
    final class Voice {
        private final int member;

        private Voice(int member) {
            this.member = member;
        }

        /** The sale with this number as it told it last; null if that had another version, or bytes with another checksum. */
        SaleState find(int number, long version, int checksum) {
            return bySale.getOrDefault(number, List.of()).stream()
                    .filter(told -> told.member == member && told.checksum == checksum)
                    .map(Told::sale)
                    .filter(sale -> sale.version() == version)
                    .findFirst()
                    .orElse(null);
        }

        void note(SaleState sale, int checksum) {
            Told told = new Told(member, sale, checksum);
            bySale.merge(
                    sale.number(),
                    List.of(told),
                    (before, _) -> Stream.concat(
                                    Stream.of(told), before.stream().filter(other -> other.member != member))
                            .limit(TELLERS)
                            .toList());
        }

        void forget(int number) {
            bySale.computeIfPresent(number, (_, before) -> {
                List<Told> others =
                        before.stream().filter(told -> told.member != member).toList();
                return others.isEmpty() ? null : others;
            });
        }
    }
}
