package dev.sluice.engine.port;

import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import java.util.ArrayList;
import java.util.List;

/** Which sales there are. Every method throws the {@link LedgerException} that fits if the ledger does not do it. */
public interface Catalogue {
    /** Every sale there is, by number. One that cannot be read is {@link Unreadable}, and keeps no other from being read. */
    List<Entry> sales();

    /** Those of {@link #sales} that have a higher number than this. */
    default List<Entry> newer(int number) {
        return sales().stream().filter(sale -> sale.number() > number).toList();
    }

    /** Those of {@link #sales} that have one of these numbers. */
    default List<Entry> find(List<Integer> numbers) {
        return sales().stream().filter(sale -> numbers.contains(sale.number())).toList();
    }

    /**
     * A new sale, at version 1.
     *
     * @param owner whose it is; null for nobody's
     * @throws SaleExistsException if its id is taken
     */
    SaleState create(SaleTerms terms, String owner);

    /** One that is nobody's. */
    default SaleState create(SaleTerms terms) {
        return create(terms, null);
    }

    /** A sale as the catalogue shows it. Immutable; what it holds it may make anew each time it is asked, but never waits for. */
    interface Entry {
        int number();

        /** The sale's id in addresses. */
        String id();

        /** Whose sale it is, also of one that cannot be read otherwise; null if it is nobody's, or if that cannot be read either. */
        String owner();

        SaleState sale();

        List<TierState> tiers();

        /** Whether nothing can happen to it by itself any more: closed, no hold, nobody waits. */
        boolean settled();
    }

    /**
     * A sale of which more cannot be read.
     *
     * @param why what reading it failed by
     */
    record Unreadable(int number, String id, String owner, RuntimeException why) implements Entry {
        /** One that is nobody's. */
        public Unreadable(int number, String id, RuntimeException why) {
            this(number, id, null, why);
        }

        @Override
        public SaleState sale() {
            throw new IllegalStateException("sale " + id + " cannot be read", why);
        }

        @Override
        public List<TierState> tiers() {
            throw new IllegalStateException("sale " + id + " cannot be read", why);
        }

        @Override
        public boolean settled() {
            return false;
        }
    }

    /** A sale of which everything is in memory as it is. */
    record Whole(SaleState sale, List<TierState> tiers, boolean settled) implements Entry {
        /** One that was created just now. */
        public static Whole created(SaleState sale) {
            List<TierState> tiers = new ArrayList<>();
            for (int i = 0; i < sale.terms().tiers().size(); i++) {
                long capacity = sale.terms().tiers().get(i).capacity();
                long withheld = sale.terms().inventory().withheld(i);
                tiers.add(new TierState(capacity, 0, 0, withheld, capacity - withheld, 0));
            }
            return new Whole(sale, List.copyOf(tiers), false);
        }

        @Override
        public int number() {
            return sale.number();
        }

        @Override
        public String id() {
            return sale.terms().id();
        }

        @Override
        public String owner() {
            return sale.owner();
        }
    }
}
