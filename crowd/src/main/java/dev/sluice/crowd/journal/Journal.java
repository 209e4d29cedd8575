package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that a crowd wanted, what it was answered, and which answers contradict others. Any thread may use it. */
public final class Journal {
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Findings findings = new Findings();

    /** Writes down what somebody is going to ask for. The same user and key may be written down more than once. */
    public Wish wish(SaleSpec sale, String user, String key, int quantity) {
        return wish(sale, user, key, quantity, null);
    }

    /** The same for just this, a JSON object. */
    Wish wish(SaleSpec sale, String user, String key, int quantity, String purchase) {
        Wish wish = new Wish(findings, sale, user, key, quantity, purchase);
        wishes.add(wish);
        return wish;
    }

    /** All, the oldest first. */
    public Collection<Wish> wishes() {
        return Collections.unmodifiableCollection(wishes);
    }

    /** One thing more was held against what is known; {@code lie} says what it contradicts, if it does. */
    public void check(boolean holds, String lie) {
        findings.check(holds, "", "", lie);
    }

    /** One thing more was held against what is known of a sale; {@code lie} says what it contradicts, if it does. */
    public void check(boolean holds, SaleSpec sale, String lie) {
        findings.check(holds, sale.id(), "", lie);
    }

    /** Those of a sale, the oldest first. */
    public List<Wish> wishes(SaleSpec sale) {
        return wishes.stream().filter(wish -> wish.sale().equals(sale)).toList();
    }

    /** Keeps nothing of a sale any more but what was wrong. Only while no wish of it learns anything. */
    public void forget(SaleSpec sale) {
        wishes.removeIf(wish -> wish.sale().equals(sale));
    }

    /** How many things were held against what is known. */
    public long checked() {
        return findings.checked();
    }

    /** All that was wrong, the oldest first, ten thousand at most. */
    public List<Finding> findings() {
        return findings.wrong();
    }

    /** The same, each in one sentence; empty if nothing was. */
    public Collection<String> wrong() {
        return findings.wrong().stream().map(Finding::toString).toList();
    }

    /**
     * Who has which unit of a sale by what they were answered; that two have the same is wrong. Holds that end meanwhile are passed
     * over. Only while no wish of the sale learns anything.
     */
    public Map<String, Wish> owners(SaleSpec sale) {
        Map<String, Wish> owners = new HashMap<>();
        wishes(sale).stream()
                .filter(wish -> wish.is("CONFIRMED") || (wish.is("HELD") && !wish.endsSoon()))
                .forEach(wish -> wish.owned().forEach(owned -> {
                    Wish other = owners.put(owned, wish);
                    boolean sameKey = other != null && other.id().equals(wish.id());
                    check(other == null || sameKey, sale, owned + " belongs to " + wish + " and " + other);
                }));
        return owners;
    }
}
