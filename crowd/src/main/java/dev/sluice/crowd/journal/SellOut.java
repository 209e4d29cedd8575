package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.merchant.SaleRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Buyers who come last and take whatever is left, until they are told that nothing is; then everything must be somebody's. A unit that is
 * nobody's and cannot be had either was lost.
 */
final class SellOut {
    private static final int AT_A_TIME = 16;
    private static final int WAIT_SECONDS = 5;
    /** As often they come again, as holds of others end. */
    private static final int AGAIN = 8;

    /** Holds that end before all is sold would be missing in the end; they are paid for. */
    private static final int LONG_ENOUGH_SECONDS = 300;

    private final Enquiry enquiry;
    private final Books books;
    private final Journal journal;

    SellOut(Enquiry enquiry, Books books, Journal journal) {
        this.enquiry = enquiry;
        this.books = books;
        this.journal = journal;
    }

    /**
     * Buys up a sale, and says what was left over.
     *
     * @param most units that may be left; a sale with more is passed over
     * @return whether it was done
     */
    boolean check(SaleSpec sale, long most) {
        long left = sale.capacity() - books.rows(sale).taken();
        if (sale.takesAtPayment() || left > most) {
            return false;
        }
        List<Wish> last = new ArrayList<>();
        buyUp(sale, "last-", last);
        int[] again = {0};
        String wrong = enquiry.stillWrong(() -> {
            takeOffers(last);
            SaleRows rows = books.rows(sale);
            String unsold = unsold(sale, rows);
            if (unsold != null && again[0] < AGAIN && isQuiet(sale, rows)) {
                buyUp(sale, "again-" + again[0]++ + "-", last);
            }
            return unsold;
        });
        journal.check(wrong == null, sale, wrong);
        return true;
    }

    /** Who waited before them may have been offered something and left it, until nobody waits any more. */
    private static boolean isQuiet(SaleSpec sale, SaleRows rows) {
        return rows.units("WAITLISTED") == 0 && (!isShort(sale) || rows.units("HELD") == 0);
    }

    private void takeOffers(List<Wish> last) {
        List<Wish> waiting = last.stream().filter(wish -> wish.is("WAITLISTED")).toList();
        Enquiry.each(waiting, wish -> {
            wish.learn(wish.look(enquiry.shop()));
            payIfNeeded(wish);
        });
    }

    private void buyUp(SaleSpec sale, String name, List<Wish> last) {
        List<String> leftovers = sale.goods().leftovers();
        for (int i = 0; i < leftovers.size(); i++) {
            String buyers = name + i + "-";
            if (!buyUp(sale, buyers, leftovers.get(i), sale.capacity() + AT_A_TIME, last)) {
                journal.check(false, sale, "more is sold than there is: " + buyers + "… were not refused");
            }
        }
    }

    /** Returns whether they were told that nothing is left. */
    private boolean buyUp(SaleSpec sale, String buyers, String purchase, long most, List<Wish> last) {
        for (int begun = 0; begun < most; begun += AT_A_TIME) {
            List<Wish> portion = new ArrayList<>();
            IntStream.range(begun, begun + AT_A_TIME)
                    .forEach(i -> portion.add(journal.wish(sale, buyers + i, "last", 1, purchase)));
            Enquiry.each(portion, this::buy);
            last.addAll(portion);
            if (portion.stream().anyMatch(wish -> wish.isRefused() || wish.is("WAITLISTED"))) {
                return true;
            }
        }
        return false;
    }

    private void buy(Wish wish) {
        Answer answer = enquiry.unlessBusy(shop -> wish.reserve(shop, WAIT_SECONDS));
        wish.check(answer.isSuccess() || answer.status() == 409, "is not decided: " + answer);
        wish.learn(answer);
        if (wish.isUndecided()) {
            enquiry.stillWrong(() -> {
                wish.learn(wish.look(enquiry.shop()));
                return wish.isUndecided() ? "undecided" : null;
            });
        }
        payIfNeeded(wish);
    }

    private void payIfNeeded(Wish wish) {
        if (wish.is("HELD") && isShort(wish.sale())) {
            pay(wish);
        }
    }

    private static boolean isShort(SaleSpec sale) {
        return sale.holdSeconds() < LONG_ENOUGH_SECONDS;
    }

    private void pay(Wish wish) {
        Answer opened = enquiry.unlessBusy(shop -> wish.visitor(shop).openPayment(wish.id()));
        if (opened.isSuccess()) {
            PaymentAttempt attempt = wish.attempt(opened.id());
            attempt.paying();
            Answer paid = enquiry.unlessBusy(shop -> wish.visitor(shop).answerPayment(attempt.id(), "pay"));
            if (paid.status() == 204) {
                attempt.accept();
            }
        }
    }

    /** Whoever paid late may still get it. */
    private static boolean mayChange(Wish wish) {
        return wish.is("HELD")
                || wish.is("WAITLISTED")
                || (wish.is("EXPIRED") && !wish.attempts().isEmpty());
    }

    /** What is nobody's, or null. */
    private String unsold(SaleSpec sale, SaleRows rows) {
        long ownable = sale.goods().ownable(sale.capacity());
        if (ownable > 0) {
            journal.wishes(sale).stream()
                    .filter(SellOut::mayChange)
                    .forEach(wish -> wish.learn(wish.look(enquiry.shop())));
        }
        long taken = ownable > 0 ? journal.owners(sale).size() : rows.taken();
        long all = ownable > 0 ? ownable : sale.capacity();
        return taken >= all
                ? null
                : "is undersold: " + taken + " of " + all + " are somebody's, and the last were refused; "
                        + rows.audit().tiers();
    }
}
