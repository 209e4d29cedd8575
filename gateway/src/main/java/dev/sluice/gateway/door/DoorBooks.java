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
    private static final long MAX_TICKETS = 1_000_000;

    private final Admissions ledger;
    private final byte[] signingKey;
    private final Cache<Integer, DoorBook> books = Caffeine.newBuilder()
            .maximumWeight(MAX_TICKETS)
            .weigher((Integer _, DoorBook book) -> 1 + book.size())
            .build();

    public DoorBooks(Admissions ledger, byte[] signingKey) {
        this.ledger = ledger;
        this.signingKey = signingKey.clone();
    }

    /** The first ticket of these sales with this code, if there was one when this was asked; null if there is none. */
    UUID find(List<Integer> sales, byte[] code) {
        List<DoorBook> all = sales.stream()
                .map(sale -> books.get(sale, number -> new DoorBook(ledger, number, signingKey)))
                .toList();
        UUID found = known(all, code);
        if (found == null && !all.isEmpty()) {
            Map<Integer, Long> commits = ledger.commits(sales);
            for (DoorBook book : all) {
                int before = book.size();
                book.read(commits.getOrDefault(book.sale(), 0L));
                if (book.size() != before) {
                    books.put(book.sale(), book); // It is weighed again.
                }
            }
            found = known(all, code);
        }
        return found;
    }

    private static UUID known(List<DoorBook> all, byte[] code) {
        for (DoorBook book : all) {
            UUID found = book.known(code);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
