package dev.sluice.format.store;

import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.TierTerms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a ledger keeps of one kind of scarce thing. It changes only together with the rows that are there, whatever becomes of the
 * contract. {@link KindStores} has them all. Any thread may use it.
 */
public interface KindStore {
    /** Its name in rows: {@code counted}. */
    String kind();

    /** What the rows of its reservations hold. */
    Set<RowContent> rows();

    /** What {@link #restore} needs beside the tiers and the plan, a JSON object. */
    String store(InventoryTerms inventory);

    /** @param plan null if the kind has none */
    InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers);

    /** Whether what is restored takes much more memory than what is stored, so that it is better restored when somebody asks. */
    default boolean isLargerThanStored() {
        return false;
    }

    /** The plan as a JSON document. It has one form only: equal plans are equal texts. */
    default String storePlan(Plan plan) {
        throw new IllegalArgumentException("this kind has no plans");
    }

    /** Names a plan by its content: 64 hexadecimal digits, the SHA-256 of its document unless the kind has a better one. */
    default String planVersion(Plan plan) {
        try {
            byte[] document = storePlan(plan).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    default Plan restorePlan(String document) {
        throw new IllegalArgumentException("this kind has no plans");
    }
}
