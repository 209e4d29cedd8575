package dev.sluice.app;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Holds a shop to everything that was answered, by whichever process answered it. */
final class Reckoning {
    private static final int AT_ONCE = 50;

    private final ShopClient shop;
    private final Journal journal;

    Reckoning(ShopClient shop, Journal journal) {
        this.shop = shop;
        this.journal = journal;
    }

    /** Nothing that was answered is lost, changed or doubled. */
    void checkAnswers(Collection<Wish> wishes) {
        inParallel(wishes, wish -> {
            if (wish.id() != null) {
                Await.until(wish + " is decided", () -> {
                    wish.learn(wish.look(shop));
                    return !wish.isUndecided() || isRefused(wish);
                });
            }
            repeat(wish);
            wish.charges.stream().filter(Wish.Charge::isUntouched).forEach(charge -> checkCharge(wish, charge));
        });
    }

    /** Every payment that was accepted ends in tickets or in a refund, every hold that was left alone at its deadline. */
    void awaitEnds(Collection<Wish> wishes) {
        inParallel(wishes.stream().filter(wish -> !isSettled(wish)).toList(), this::look);
        inParallel(
                wishes.stream().filter(Wish::endsSoon).toList(),
                wish -> Await.untilNothingIsWrong(() -> {
                    look(wish);
                    return wish.endsSoon() ? wish + " is still held" : null;
                }));
        inParallel(wishes, wish -> Await.untilNothingIsWrong(() -> payments(wish)));
    }

    /** What its merchant sees adds up, and those who wait are served in their order. */
    void checkRows(SaleSpec sale) {
        SaleRows rows = SaleRows.read(shop, sale);
        List<String> violations = rows.violations();
        journal.check(violations.isEmpty(), violations.toString());
        checkOrder(rows);
        checkOwners(sale);
    }

    /** By what was answered: nothing is somebody's and somebody else's. Holds that end meanwhile are passed over. */
    private void checkOwners(SaleSpec sale) {
        Map<String, Wish> owners = new HashMap<>();
        journal.wishes().stream()
                .filter(wish -> wish.sale.equals(sale.id()))
                .filter(wish -> wish.is("CONFIRMED") || (wish.is("HELD") && !wish.endsSoon()))
                .forEach(wish -> wish.owned().forEach(owned -> {
                    Wish other = owners.put(owned, wish);
                    boolean sameKey = other != null && other.id().equals(wish.id());
                    journal.check(
                            other == null || sameKey,
                            sale.id() + ": " + owned + " belongs to " + wish + " and " + other);
                }));
    }

    /** Whoever waits stands behind everybody who waited for the same and was offered something. A key may be used twice. */
    private void checkOrder(SaleRows rows) {
        Map<String, String> wanted = journal.wishes().stream()
                .filter(wish -> wish.sale.equals(rows.sale().id()) && wish.id() != null)
                .collect(Collectors.toMap(
                        Wish::id, wish -> rows.sale().goods().isAlike() ? "" : wish.purchase(), (first, _) -> first));
        Collection<String> waited = journal.wishes().stream()
                .filter(wish -> wish.sale.equals(rows.sale().id()) && wish.waited())
                .map(Wish::id)
                .collect(Collectors.toSet());
        Map<String, Long> lastOffered = rows.rows().stream()
                .filter(row -> row.offered() && waited.contains(row.id()))
                .collect(Collectors.toMap(row -> wanted.get(row.id()), SaleRows.Row::ordinal, Math::max));
        String any = rows.sale().goods().isAlike() ? "" : null;
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
                || (wish.status() != null && !wish.is("HELD") && !wish.is("WAITLISTED") && wish.charges.isEmpty());
    }

    private boolean isRefused(Wish wish) {
        return "REJECTED".equals(wish.look(shop).text("/status"));
    }

    /** The same key again: the same reservation. */
    private void repeat(Wish wish) {
        boolean known = wish.status() != null;
        Answer again = wish.reserve(shop, 5);
        journal.check(!known || again.status() == 200, wish + " was " + wish.status() + ", repeated: " + again);
        wish.learn(again);
    }

    /** A payment that was opened is the one that is found again. */
    private void checkCharge(Wish wish, Wish.Charge charge) {
        Answer again = shop.as(wish.user).openPayment(wish.id());
        journal.check(
                again.status() == 200 && charge.id.equals(again.id()),
                wish + " had payment " + charge.id + ", now " + again);
    }

    /** What is still wrong with a wish's payments, or null. */
    private String payments(Wish wish) {
        long kept = 0;
        for (Wish.Charge charge : wish.charges) {
            String status = shop.as(wish.user).get("/v1/payments/" + charge.id).text("/status");
            kept += status.equals("PAID") ? 1 : 0;
            if (charge.accepted && !List.of("PAID", "REFUNDED").contains(status)) {
                return wish + ": accepted payment " + charge.id + " is " + status;
            }
        }
        if (!wish.charges.isEmpty()) {
            wish.learn(wish.look(shop));
            long granted = wish.is("CONFIRMED") ? 1 : 0;
            return kept == granted ? null : wish + " is " + wish.status() + ", and " + kept + " payments are kept";
        }
        return null;
    }

    private static void inParallel(Collection<Wish> wishes, Consumer<Wish> work) {
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running = wishes.stream()
                    .map(wish -> threads.submit(() -> {
                        room.acquireUninterruptibly();
                        try {
                            work.accept(wish);
                        } finally {
                            room.release();
                        }
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while checking", e);
        }
    }
}
