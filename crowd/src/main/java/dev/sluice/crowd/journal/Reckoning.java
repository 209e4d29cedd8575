package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.SaleRows;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Holds a shop to everything that was answered, by whichever process answered it, and its books to that. What is wrong goes into the
 * journal. Used by one thread, while nobody else asks for the same wishes.
 */
public final class Reckoning {
    private static final int AT_ONCE = 50;
    private static final int WAIT_SECONDS = 5;

    private final ShopClient shop;
    private final Books books;
    private final Journal journal;
    private final Duration patience;

    public Reckoning(ShopClient shop, Books books, Journal journal) {
        this(shop, books, journal, Await.PATIENCE);
    }

    /** @param patience how long a shop may take to decide, to end a hold after its time, or to pay back */
    public Reckoning(ShopClient shop, Books books, Journal journal, Duration patience) {
        this.shop = shop;
        this.books = books;
        this.journal = journal;
        this.patience = patience;
    }

    /** Nothing that was answered is lost, changed or doubled. */
    public void checkAnswers(Collection<Wish> wishes) {
        each(wishes, wish -> {
            if (wish.id() != null) {
                awaitNothingWrong(() -> undecided(wish));
            }
            repeat(wish);
            wish.attempts().stream()
                    .filter(PaymentAttempt::isUntouched)
                    .forEach(attempt -> checkAttempt(wish, attempt));
        });
    }

    /** Every payment that was accepted ends in tickets or in a refund, every hold that was left alone at its deadline. */
    public void awaitEnds(Collection<Wish> wishes) {
        each(wishes.stream().filter(wish -> !isSettled(wish)).toList(), this::look);
        each(
                wishes.stream().filter(Wish::endsSoon).toList(),
                wish -> awaitNothingWrong(() -> {
                    look(wish);
                    return wish.endsSoon() ? wish + " is still held" : null;
                }));
        each(wishes, wish -> awaitNothingWrong(() -> payments(wish)));
    }

    /** What is stored adds up, those who wait are served in their order, and nothing belongs to two. */
    public void checkRows(SaleSpec sale) {
        SaleRows rows = books.rows(sale);
        List<String> violations = rows.violations();
        journal.check(violations.isEmpty(), violations.toString());
        checkOrder(rows);
        journal.owners(sale);
    }

    /** Whoever waits stands behind everybody who waited for the same and was offered something. A key may be used twice. */
    private void checkOrder(SaleRows rows) {
        boolean alike = rows.sale().goods().isAlike();
        List<Wish> wishes = journal.wishes().stream()
                .filter(wish -> wish.sale().equals(rows.sale()) && wish.id() != null)
                .toList();
        Map<String, String> wanted = wishes.stream()
                .collect(Collectors.toMap(Wish::id, wish -> alike ? "" : wish.purchase(), (first, _) -> first));
        Set<String> waited = wishes.stream().filter(Wish::waited).map(Wish::id).collect(Collectors.toSet());
        Map<String, Long> lastOffered = rows.rows().stream()
                .filter(row -> row.offered() && waited.contains(row.id()))
                .collect(Collectors.toMap(row -> wanted.get(row.id()), ExportedRow::ordinal, Math::max));
        String any = alike ? "" : null;
        rows.rows().stream().filter(row -> row.status().equals("WAITLISTED")).forEach(row -> {
            long last = lastOffered.getOrDefault(wanted.getOrDefault(row.id(), any), 0L);
            journal.check(row.ordinal() > last, row + " waits, and number " + last + " behind it was served");
        });
    }

    private void look(Wish wish) {
        wish.learn(wish.look(shop));
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
        Answer answer = wish.look(shop);
        wish.learn(answer);
        boolean decided = !wish.isUndecided() || "REJECTED".equals(answer.text("/status"));
        return decided ? null : wish + " is not decided: " + answer.status() + " " + answer.body();
    }

    /** The same key again: the same reservation. */
    private void repeat(Wish wish) {
        boolean known = wish.status() != null;
        Answer again = unlessBusy(() -> wish.reserve(shop, WAIT_SECONDS));
        journal.check(!known || again.status() == 200, wish + " was " + wish.status() + ", repeated: " + again);
        wish.learn(again);
    }

    /** A payment that was opened is the one that is found again. */
    private void checkAttempt(Wish wish, PaymentAttempt attempt) {
        Answer again = unlessBusy(() -> wish.visitor(shop).openPayment(wish.id()));
        journal.check(
                again.status() == 200 && attempt.id().equals(again.id()),
                wish + " had payment " + attempt.id() + ", now " + again);
    }

    /** What is still wrong with a wish's payments, or null. */
    private String payments(Wish wish) {
        long kept = 0;
        for (PaymentAttempt attempt : wish.attempts()) {
            String status =
                    wish.visitor(shop).get("/v1/payments/" + attempt.id()).text("/status");
            kept += "PAID".equals(status) ? 1 : 0;
            if (attempt.isAccepted() && !Set.of("PAID", "REFUNDED").contains(String.valueOf(status))) {
                return wish + ": accepted payment " + attempt.id() + " is " + status;
            }
        }
        if (!wish.attempts().isEmpty()) {
            look(wish);
            long granted = wish.is("CONFIRMED") ? 1 : 0;
            return kept == granted ? null : wish + " is " + wish.status() + ", and " + kept + " payments are kept";
        }
        return null;
    }

    /** Who is told to come back does so, and takes what is answered then; or the last refusal, when patience is over. */
    private Answer unlessBusy(Supplier<Answer> request) {
        Answer[] last = new Answer[1];
        Await.within(patience, () -> !(last[0] = request.get()).isBusy());
        return last[0];
    }

    /** What is still wrong when patience ends is wrong. */
    private void awaitNothingWrong(Supplier<String> wrong) {
        String[] last = new String[1];
        boolean ended = Await.within(patience, () -> (last[0] = wrong.get()) == null);
        journal.check(ended, "after " + patience.toSeconds() + " s still: " + last[0]);
    }

    private static void each(Collection<Wish> wishes, Consumer<Wish> work) {
        AtOnce.each(wishes, AT_ONCE, wish -> {
            work.accept(wish);
            return wish;
        });
    }
}
