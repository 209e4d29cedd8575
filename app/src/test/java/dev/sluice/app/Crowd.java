package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Many users who all want the same at the same moment, each from several tabs, and with double clicks in each. */
final class Crowd {
    private static final int WAIT_SECONDS = 10;
    /** Each has a connection of its own. */
    private static final int AT_ONCE = 1_000;

    /** One request and its answer. */
    record Click(Wish wish, Answer answer) {}

    private final int users;
    private final int tabs;
    private final int clicks;

    Crowd(int users, int tabs, int clicks) {
        this.users = users;
        this.tabs = tabs;
        this.clicks = clicks;
    }

    int requests() {
        return users * tabs * clicks;
    }

    /** Everybody at once; every second tab wants two. Returns when all are answered. */
    List<Click> storm(ShopClient shop, SaleSpec sale) {
        Journal journal = new Journal();
        CountDownLatch gate = new CountDownLatch(1);
        Semaphore room = new Semaphore(AT_ONCE);
        List<Future<Click>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = 0; user < users; user++) {
                for (int tab = 0; tab < tabs; tab++) {
                    Wish wish = journal.wish(sale, "u" + user, "tab-" + tab, 1 + tab % 2);
                    for (int click = 0; click < clicks; click++) {
                        running.add(threads.submit(() -> {
                            gate.await();
                            room.acquire();
                            try {
                                return new Click(wish, wish.reserve(shop, WAIT_SECONDS));
                            } finally {
                                room.release();
                            }
                        }));
                    }
                }
            }
            gate.countDown();
        }
        return running.stream().map(Crowd::result).toList();
    }

    /** One key has one id, and one answer that made it. */
    static void assertOneIdAKey(List<Click> clicks) {
        Map<Wish, Set<String>> ids = new HashMap<>();
        clicks.stream()
                .filter(click -> click.answer.status() / 100 == 2)
                .forEach(click ->
                        ids.computeIfAbsent(click.wish, _ -> new HashSet<>()).add(click.answer.id()));
        assertThat(ids)
                .allSatisfy((wish, found) -> assertThat(found).as("%s", wish).hasSize(1));
        Map<Wish, Long> made = clicks.stream()
                .filter(click -> click.answer.status() == 201)
                .collect(Collectors.groupingBy(Click::wish, Collectors.counting()));
        assertThat(made)
                .allSatisfy((wish, times) -> assertThat(times).as("%s", wish).isEqualTo(1));
    }

    /** What was answered to one was not answered to another. */
    static Map<String, Wish> assertOneOwner(List<Click> clicks) {
        Map<String, Wish> owners = new HashMap<>();
        clicks.stream()
                .filter(click -> click.answer.status() / 100 == 2)
                .forEach(click -> click.wish.learn(click.answer));
        clicks.stream()
                .map(Click::wish)
                .distinct()
                .forEach(wish -> wish.owned().forEach(owned -> {
                    Wish other = owners.put(owned, wish);
                    assertThat(other).as("%s belongs to %s too", owned, wish).isNull();
                }));
        return owners;
    }

    private static Click result(Future<Click> click) {
        try {
            return click.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a crowd was answered", e);
        }
    }
}
