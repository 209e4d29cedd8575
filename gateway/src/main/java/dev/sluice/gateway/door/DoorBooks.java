package dev.sluice.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Admissions;
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

    /** The ticket of a sale with this code; null if there is none. */
    UUID find(int sale, byte[] code) {
        DoorBook book = books.get(sale, number -> new DoorBook(ledger, number, signingKey));
        int before = book.size();
        UUID found = book.find(code);
        if (book.size() != before) {
            books.put(sale, book); // It is weighed again.
        }
        return found;
    }
}
