package dev.sluice.engine.port;

import dev.sluice.sale.SaleTerms;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Sales that are not made yet: documents of merchants, which sell nothing. Every method throws the {@link LedgerException} that fits if the ledger does
 * not do it.
 */
public interface Drafts {
    /** Of one merchant, those aside that were published. */
    int MAX_OF_ONE = 200;

    /** So long it is known what a draft became. */
    Duration KEPT = Duration.ofDays(30);

    /** For {@code version}: whatever there is. */
    long ANY_VERSION = 0;

    /**
     * Who did something, and when.
     *
     * @param key the name of the key that was used; null for none
     */
    record Stamp(long atMillis, String subject, String key) {}

    /**
     * What a draft says.
     *
     * @param sale JSON, as the making of a sale would be sent it; right or wrong
     * @param form JSON, what a page keeps beside; null for nothing
     * @param title null, as the next two, where the sale says none that can be shown
     * @param words by which it is found, folded
     * @param picture the hash of the picture that it shows; null for none
     */
    record Content(String sale, String form, String title, String saleId, String kind, String words, String picture) {}

    /** A sale that a draft became. */
    record Published(int sale, String saleId) {}

    /**
     * A draft without what it says.
     *
     * @param number grows
     * @param version grows with every change
     * @param published null while it is a draft
     */
    record Head(
            UUID id,
            long number,
            String merchant,
            long version,
            String title,
            String saleId,
            String kind,
            Stamp made,
            Stamp changed,
            Published published) {}

    /** @param sale null, as is {@code form}, once it is published */
    record Draft(Head head, String sale, String form) {}

    /**
     * Which are looked for.
     *
     * @param merchant null for anybody's
     * @param words each of which it has; folded
     * @param kind null for any
     */
    record Filter(String merchant, List<String> words, String kind) {
        public Filter {
            words = List.copyOf(words);
        }
    }

    /** What became of a wish. */
    enum What {
        DONE,
        /** There is one with this id already. */
        THERE,
        /** The merchant has as many as one may have. */
        TOO_MANY,
        /** It has another version. */
        CHANGED,
        /** It is a sale by now. */
        PUBLISHED,
        /** There is none. */
        ABSENT
    }

    /** @param head as it stands now; null where there is none */
    record Result(What what, Head head) {}

    /** Keeps a new one. Where there is one of this id, that one stays as it is. */
    Result create(UUID id, String merchant, Content content, Stamp by);

    /** Those that are not published, newest first. */
    List<Head> list(Filter filter, long beforeNumber, int limit);

    /** Also one that was published a while ago; null if there is none. */
    Draft find(UUID id);

    /** As it stands, once nothing of that can be lost any more, for who says to somebody what it became; null if there is none. */
    Head durable(UUID id);

    /** @param version that it has to have */
    Result change(UUID id, long version, Content content, Stamp by);

    /** @param version that it has to have */
    Result remove(UUID id, long version);

    /**
     * Makes the sale, and ends the draft, in one transaction: whoever asks again, or at the same time, is told which sale it became.
     *
     * @param version that it has to have
     * @param owner whose the sale is to be; null for nobody's
     * @throws SaleExistsException if its id is taken by another sale
     */
    Result publish(UUID id, long version, SaleTerms terms, String owner, Stamp by);
}
