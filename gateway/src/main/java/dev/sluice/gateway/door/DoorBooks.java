package dev.sluice.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Admissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The codes of those sales that people come to. Any thread may use it; it blocks while the ledger is read. */
public final class DoorBooks {
    /** Of all together; each takes 50 to 100 bytes. */
    private static final int MAX_TICKETS = 1_000_000;
    /** A sale that is larger counts as so many, so that it is remembered, too. */
    private static final int MOST_OF_A_SALE = MAX_TICKETS / 4;

    private final Admissions ledger;
    private final byte[] signingKey;
    private final Cache<Integer, DoorBook> books = Caffeine.newBuilder()
            .maximumWeight(MAX_TICKETS)
            .weigher((Integer _, DoorBook book) -> Math.min(1 + book.size(), MOST_OF_A_SALE))
            .build();

    public DoorBooks(Admissions ledger, byte[] signingKey) {
        this.ledger = ledger;
        this.signingKey = signingKey.clone();
    }

    /** Those of these sales. Whoever has them keeps them for as long as they look. */
    List<DoorBook> of(List<Integer> sales) {
        return sales.stream()
                .map(sale -> books.get(sale, number -> new DoorBook(ledger, number, signingKey)))
                .toList();
    }

    /** The first ticket in these with this code, if there was one when this was asked; null if there is none. */
    UUID find(List<DoorBook> some, byte[] code) {
        UUID found = known(some, code);
        if (found != null || some.isEmpty()) {
            return found;
        }
        read(some);
        return known(some, code);
    }

    /** The same as far as these were read. */
    static UUID known(List<DoorBook> some, byte[] code) {
        for (DoorBook book : some) {
            UUID found = book.known(code);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Reads what is new in these. */
    void read(List<DoorBook> some) {
        Map<Integer, Long> commits =
                ledger.commits(some.stream().map(DoorBook::sale).toList());
        for (DoorBook book : some) {
            int before = book.size();
            book.read(commits.getOrDefault(book.sale(), 0L));
            if (book.size() != before) {
                books.put(book.sale(), book); // It is weighed again.
            }
        }
    }
}
