package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that a crowd wanted, what it was answered, and which answers contradict others. Any thread may use it. */
public final class Journal {
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Findings findings = new Findings();

    /** Writes down what somebody is going to ask for. The same user and key may be written down more than once. */
    public Wish wish(SaleSpec sale, String user, String key, int quantity) {
        Wish wish = new Wish(findings, sale, user, key, quantity);
        wishes.add(wish);
        return wish;
    }

    /** All, the oldest first. */
    public Collection<Wish> wishes() {
        return Collections.unmodifiableCollection(wishes);
    }

    /** One thing more was held against what is known; {@code lie} says what it contradicts, if it does. */
    public void check(boolean holds, String lie) {
        findings.check(holds, lie);
    }

    /** How many things were held against what is known. */
    public long checked() {
        return findings.checked();
    }

    /** All that was wrong, each in one sentence; empty if nothing was. */
    public Collection<String> wrong() {
        return Collections.unmodifiableCollection(findings.wrong());
    }

    /**
     * Who has which unit of a sale by what they were answered; that two have the same is wrong. Holds that end meanwhile are passed
     * over. Only while no wish of the sale learns anything.
     */
    public Map<String, Wish> owners(SaleSpec sale) {
        Map<String, Wish> owners = new HashMap<>();
        wishes.stream()
                .filter(wish -> wish.sale().equals(sale))
                .filter(wish -> wish.is("CONFIRMED") || (wish.is("HELD") && !wish.endsSoon()))
                .forEach(wish -> wish.owned().forEach(owned -> {
                    Wish other = owners.put(owned, wish);
                    boolean sameKey = other != null && other.id().equals(wish.id());
                    check(other == null || sameKey, sale.id() + ": " + owned + " belongs to " + wish + " and " + other);
                }));
        return owners;
    }
}
