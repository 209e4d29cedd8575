package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.SaleRows;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Holds a shop to everything that was answered, by whichever gateway and process answered it, and its books to that. What is wrong goes into
 * the journal. Used by one thread, while nobody else asks for the same wishes.
 */
public final class Reckoning {
    private static final int WAIT_SECONDS = 5;

    private final Enquiry enquiry;
    private final Books books;
    private final Journal journal;

    public Reckoning(ShopClient shop, Books books, Journal journal) {
        this(shop, books, journal, Await.PATIENCE);
    }

    /** @param patience how long a shop may take to decide, to end a hold after its time, or to pay back */
    public Reckoning(ShopClient shop, Books books, Journal journal, Duration patience) {
        this(Gateways.of(shop), books, journal, patience);
    }

    /** @param patience how long a shop may take to decide, to end a hold after its time, to pay back, or to agree */
    public Reckoning(Gateways gateways, Books books, Journal journal, Duration patience) {
        this.enquiry = new Enquiry(gateways, patience);
        this.books = books;
        this.journal = journal;
    }

    /** Nothing that was answered is lost, changed or doubled, and what was taken in is decided. */
    public void checkAnswers(Collection<Wish> wishes) {
        Enquiry.each(wishes, wish -> {
            if (wish.id() != null) {
                awaitNothingWrong(wish, () -> undecided(wish));
            }
            if (!wish.isRefused() || wish.isOpen()) {
                repeat(wish);
            }
            wish.attempts().stream()
                    .filter(PaymentAttempt::isUntouched)
                    .forEach(attempt -> checkAttempt(wish, attempt));
        });
    }

    /** Every payment that was accepted ends in tickets or in a refund, every hold that was left alone at its deadline. */
    public void awaitEnds(Collection<Wish> wishes) {
        Enquiry.each(wishes.stream().filter(wish -> !isSettled(wish)).toList(), this::look);
        Enquiry.each(
                wishes.stream().filter(Wish::endsSoon).toList(),
                wish -> awaitNothingWrong(wish, () -> {
                    look(wish);
                    return wish.endsSoon() ? "is still held" : null;
                }));
        Enquiry.each(wishes, wish -> awaitNothingWrong(wish, () -> payments(wish)));
    }

    /** What is stored adds up and is what was answered and asked for, those who wait are served in their order, and nothing belongs to two. */
    public void checkRows(SaleSpec sale) {
        new RowsCheck(journal, books.rows(sale)).check();
        journal.owners(sale);
    }

    /** All gateways say the same of every reservation and of the sale, and the same as is stored. */
    public void checkAgreement(SaleSpec sale) {
        new Agreement(enquiry, books, journal).check(sale);
    }

    /**
     * Buys whatever is left, after which everything must be somebody's. Not of a sale that takes units at the payment only, where unpaid holds may keep others out.
     *
     * @param most units that may be left; a sale with more is passed over
     * @return whether it was done
     */
    public boolean checkSoldOut(SaleSpec sale, long most) {
        return new SellOut(enquiry, books, journal).check(sale, most);
    }

    /**
     * What was taken in, and nobody asked for since, came to the ledger by itself. Only where units are left for it, and where no queue lost anything, of which
     * buyers remind it otherwise.
     */
    public void awaitTakenIn(SaleSpec sale) {
        for (Wish wish : journal.wishes(sale)) {
            if (wish.isUndecided()) {
                awaitNothingWrong(wish, () -> {
                    SaleRows rows = books.rows(sale);
                    Set<String> stored =
                            rows.rows().stream().map(row -> row.id()).collect(Collectors.toSet());
                    return stored.contains(wish.id()) ? null : "was taken in, and the ledger has nothing of it";
                });
            }
        }
    }

    private void look(Wish wish) {
        wish.learn(wish.look(enquiry.shop()));
    }

    private static boolean isSettled(Wish wish) {
        return wish.id() == null
                || (wish.status() != null
                        && !wish.is("HELD")
                        && !wish.is("WAITLISTED")
                        && wish.attempts().isEmpty());
    }

    /** A refusal is a decision, too, though nothing is kept of it. */
    private String undecided(Wish wish) {
        Answer answer = wish.look(enquiry.shop());
        wish.learn(answer);
        return wish.isUndecided() ? "is not decided: " + answer.status() + " " + answer.body() : null;
    }

    /** The same key again: the same reservation. */
    private void repeat(Wish wish) {
        boolean known = wish.status() != null;
        Answer again = enquiry.unlessBusy(shop -> wish.reserve(shop, WAIT_SECONDS));
        wish.check(!known || again.status() == 200, "was " + wish.status() + ", repeated: " + again);
        wish.learn(again);
        if (wish.isUndecided()) {
            awaitNothingWrong(wish, () -> undecided(wish));
        }
    }

    /** A payment that was opened is the one that is found again, as long as there is something to be paid for. */
    private void checkAttempt(Wish wish, PaymentAttempt attempt) {
        Answer again = enquiry.unlessBusy(shop -> wish.visitor(shop).openPayment(wish.id()));
        boolean mayBeOver = !wish.is("HELD") || wish.endsSoon() || wish.sale().takesAtPayment();
        boolean over = again.status() == 409 && mayBeOver;
        wish.check(
                over || (again.status() == 200 && attempt.id().equals(again.id())),
                "had payment " + attempt.id() + ", now " + again);
    }

    /** What is still wrong with a wish's payments, or null. */
    private String payments(Wish wish) {
        long kept = 0;
        long returned = 0;
        for (PaymentAttempt attempt : wish.attempts()) {
            Answer payment = wish.visitor(enquiry.shop()).get("/v1/payments/" + attempt.id());
            String status = payment.text("/status");
            if ("PAID".equals(status)) {
                kept++;
                returned = returnedOfKept(payment);
            }
            boolean settled = "PAID".equals(status) || "REFUNDED".equals(status);
            if (!settled && attempt.isAccepted()) {
                return "accepted payment " + attempt.id() + " is " + status;
            }
            if (!settled && attempt.mayBePaid() && tookMoney(wish, attempt)) {
                return "the provider has the money for " + attempt.id() + ", which is " + status;
            }
        }
        if (!wish.attempts().isEmpty()) {
            look(wish);
            long granted = wish.is("CONFIRMED") ? 1 : 0;
            if (kept != granted) {
                return "is " + wish.status() + ", and " + kept + " payments are kept";
            }
            boolean isBack = kept == 0 || returned == wish.refundedAmount();
            return isBack ? null : "has " + wish.refundedAmount() + " to get back, and got " + returned;
        }
        return null;
    }

    private static long returnedOfKept(Answer payment) {
        int kept = payment.texts("/charges", "/status").indexOf("KEPT");
        return payment.at("/charges/" + kept + "/returned/amount") instanceof Number back ? back.longValue() : 0;
    }

    /** Whether the provider says so itself, whatever the buyer heard of it. */
    private boolean tookMoney(Wish wish, PaymentAttempt attempt) {
        Answer page = enquiry.unlessBusy(shop -> wish.visitor(shop).get("/v1/payments/sandbox/" + attempt.id()));
        return page.status() == 200 && "PAID".equals(page.text("/status"));
    }

    /** What is still wrong when patience ends is wrong. */
    private void awaitNothingWrong(Wish wish, Supplier<String> wrong) {
        String still = enquiry.stillWrong(wrong);
        wish.check(still == null, still);
    }
}
