package dev.sluice.crowd.buyer;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many users who all want the same at the same moment, each from several tabs, and with several clicks in each. Every second tab
 * wants two.
 *
 * @param waitSeconds how long each waits for an answer that says more than that it was taken in
 */
public record Rush(int users, int tabs, int clicks, int waitSeconds) {
    private static final int LONGEST_WAIT_SECONDS = 10;
    /** Each has a connection of its own. */
    private static final int AT_ONCE = 1_000;

    /** One request and its answer. */
    public record Click(Wish wish, Answer answer) {}

    /** Of people who wait as long as they may. */
    public Rush(int users, int tabs, int clicks) {
        this(users, tabs, clicks, LONGEST_WAIT_SECONDS);
    }

    public int requests() {
        return users * tabs * clicks;
    }

    /**
     * Everybody at once; returns when all are answered. All tabs of a user with their keys, and what they learned, are in the journal
     * then; so is a key whose reservation was made twice.
     */
    public List<Click> storm(ShopClient shop, Journal journal, SaleSpec sale) {
        List<Wish> wishes = new ArrayList<>(requests());
        for (int user = 0; user < users; user++) {
            for (int tab = 0; tab < tabs; tab++) {
                Wish wish = journal.wish(sale, "u" + user, "tab-" + tab, 1 + tab % 2);
                for (int click = 0; click < clicks; click++) {
                    wishes.add(wish);
                }
            }
        }
        List<Click> answered = AtOnce.each(wishes, AT_ONCE, wish -> new Click(wish, wish.reserve(shop, waitSeconds)));
        answered.forEach(click -> click.wish.learn(click.answer));
        made(answered).forEach((wish, times) -> journal.check(times == 1, wish + " was made " + times + " times"));
        return answered;
    }

    private static Map<Wish, Long> made(List<Click> clicks) {
        return clicks.stream()
                .filter(click -> click.answer.status() == 201)
                .collect(Collectors.groupingBy(Click::wish, Collectors.counting()));
    }
}
