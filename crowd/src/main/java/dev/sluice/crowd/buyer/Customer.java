package dev.sluice.crowd.buyer;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.PaymentAttempt;
import dev.sluice.crowd.journal.Wish;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Buys as clients of people do who do not give up: whatever is not answered or answered "later" is sent again, under the same key and at any gateway. Polls what was
 * taken in, pays, pays late, declines, gives back, is refunded, waits for an offer, or leaves. Used by one thread.
 */
final class Customer {
    private static final int WISHES_PER_USER = 4;
    private static final int POLLS = 20;
    private static final int POLL_SECONDS = 2;
    private static final int REMEMBERED = 12;
    private static final int PAID = 204;
    /** Final, and to be expected, of whatever a buyer asks for. */
    private static final Set<Integer> FINAL = Set.of(200, 201, 202, 204, 403, 409, 422, 425);

    private final Market market;
    private final String name;
    private final Random chance;
    /** Wishes that are looked at again later. */
    private final Deque<Wish> earlier = new ArrayDeque<>();

    /**
     * @param name begins the names of the users that this customer is, one after the other
     * @param seed of what is done; how it goes on depends on the answers, too
     */
    Customer(Market market, String name, long seed) {
        this.market = market;
        this.name = name;
        this.chance = new Random(seed);
    }

    /** Wants something new, or looks after something earlier. */
    void visit(int visit) {
        if (earlier.size() >= REMEMBERED || (!earlier.isEmpty() && chance.nextInt(3) == 0)) {
            comeBack(earlier.remove());
        } else {
            want(visit);
        }
    }

    private void want(int visit) {
        List<SaleSpec> sales = market.sales();
        SaleSpec sale = sales.get(chance.nextInt(sales.size()));
        int quantity = sale.waitlist() > 0 ? 1 : 1 + chance.nextInt(sale.limitPerUser());
        Wish wish = market.journal().wish(sale, name + "-" + visit / WISHES_PER_USER, "key-" + visit, quantity);
        learn(wish, chance.nextInt(6) == 0 ? clickTwice(wish) : insist(reservation(wish)));
        poll(wish);
        if (wish.is("HELD")) {
            goOn(wish);
        } else if (wish.is("WAITLISTED")) {
            earlier.add(wish);
        }
    }

    private Function<ShopClient, Answer> reservation(Wish wish) {
        int waitSeconds = chance.nextInt(4);
        return shop -> wish.reserve(shop, waitSeconds);
    }

    /** At any two gateways at the same time, of whose answers nobody knows which is the older one. */
    private Answer clickTwice(Wish wish) {
        ShopClient there = market.gateways().any(chance);
        Answer[] second = {Answer.NONE};
        Thread other = Thread.startVirtualThread(() -> {
            try {
                second[0] = wish.reserve(there, 2);
            } catch (UncheckedIOException e) {
                second[0] = Answer.NONE;
            }
        });
        Answer first = insist(shop -> wish.reserve(shop, 2));
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (first.isSuccess() && second[0].isSuccess()) {
            boolean same = first.id().equals(second[0].id());
            market.journal().check(same, wish.sale(), wish + " was made twice: " + first + ", " + second[0]);
        }
        return first.isSuccess() || !second[0].isSuccess() ? first : second[0];
    }

    /** Until what was taken in is decided. */
    private void poll(Wish wish) {
        for (int i = 0; i < POLLS && wish.isUndecided(); i++) {
            learn(wish, insist(shop -> wish.look(shop, POLL_SECONDS)));
        }
    }

    private void goOn(Wish wish) {
        switch (chance.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> pay(wish);
            case 5 -> decline(wish);
            case 6, 7 -> learn(wish, insist(wish::cancel));
            case 8 -> learn(wish, insist(reservation(wish)));
            case 9 -> payLater(wish);
            default -> {} // and leaves: the hold expires
        }
    }

    /** Something that was held or waited when it was seen last. */
    private void comeBack(Wish wish) {
        learn(wish, insist(wish::look));
        boolean opened = !wish.attempts().isEmpty();
        if (wish.is("HELD") && !opened) {
            goOn(wish);
        } else if (wish.is("WAITLISTED")) {
            if (chance.nextInt(6) == 0) {
                learn(wish, insist(wish::cancel));
            } else if (chance.nextInt(3) > 0) {
                earlier.add(wish);
            }
        } else if (opened && (wish.is("HELD") || wish.is("EXPIRED"))) {
            click(wish, wish.attempts().getLast());
        } else if (wish.is("CONFIRMED")) {
            giveBack(wish);
        }
    }

    /** All tickets, or one of several, now and then one that was given back already. */
    private void giveBack(Wish wish) {
        int what = chance.nextInt(6);
        String ticket = what < 3 ? wish.spareTicket(chance) : null;
        if (ticket != null) {
            learn(wish, insist(shop -> wish.refund(shop, ticket)));
            earlier.add(wish);
        } else if (what == 3) {
            learn(wish, insist(wish::refund));
        }
    }

    private void pay(Wish wish) {
        PaymentAttempt attempt = attempt(wish);
        if (attempt != null) {
            click(wish, attempt);
            if (chance.nextBoolean()) {
                learn(wish, insist(shop -> wish.look(shop, POLL_SECONDS)));
            }
            if (chance.nextInt(3) == 0) {
                earlier.add(wish);
            }
        }
    }

    /** Pays, now and then twice. */
    private void click(Wish wish, PaymentAttempt attempt) {
        attempt.paying();
        for (int clicks = chance.nextInt(5) == 0 ? 2 : 1; clicks > 0; clicks--) {
            Answer answer = insist(shop -> wish.visitor(shop).answerPayment(attempt.id(), "pay"));
            if (answer.status() == PAID && !attempt.isGivenUp()) {
                attempt.accept();
            }
        }
    }

    private void payLater(Wish wish) {
        if (attempt(wish) != null) {
            earlier.add(wish);
        }
    }

    private void decline(Wish wish) {
        PaymentAttempt attempt = attempt(wish);
        if (attempt != null) {
            attempt.declining();
            insist(shop -> wish.visitor(shop).answerPayment(attempt.id(), "decline"));
            if (chance.nextBoolean()) {
                pay(wish);
            }
        }
    }

    private PaymentAttempt attempt(Wish wish) {
        Answer answer = insist(shop -> wish.visitor(shop).openPayment(wish.id()));
        return answer.isSuccess() ? wish.attempt(answer.id()) : null;
    }

    private Answer insist(Function<ShopClient, Answer> request) {
        return market.persistence().insist(market.gateways(), chance, request);
    }

    private void learn(Wish wish, Answer answer) {
        boolean expected = answer == Answer.NONE
                || (answer.isWorthAnother() && !answer.body().contains("\"SALE_BROKEN\""))
                || FINAL.contains(answer.status());
        market.journal().check(expected, wish.sale(), wish + " is answered what nobody expects: " + answer);
        wish.learn(answer);
    }
}
