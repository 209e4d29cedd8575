package dev.sluice.bench;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.json.JsonTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * What one person does for a unit of one sale, with all accounts that they have. A human clicks some time after the opening and then once a second; a bot
 * begins just before, and asks 50 times as often, with all its accounts. Used by one thread at a time.
 */
final class FairBuyer {
    private static final Duration HUMAN_PERIOD = Duration.ofSeconds(1);
    /** Bots send so many times as often. */
    static final int TIMES_AS_FAST = 50;

    private static final Duration BOT_PERIOD = HUMAN_PERIOD.dividedBy(TIMES_AS_FAST);
    /** A program knows the time of the server. */
    private static final Duration BOT_LEAD = Duration.ofMillis(100);

    /** Between seeing that it is open and having clicked. */
    private static final Duration REACTION = Duration.ofMillis(200);

    private static final Duration REACTIONS_WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Longer than it takes to call everybody. */
    private static final Duration WAITS = Duration.ofSeconds(60);

    private static final Set<String> MAY_CHANGE = Set.of("NOT_OPEN", "NOT_DRAWN", "BUSY", "RATE_LIMITED");
    private static final String PURCHASE = "{\"quantity\": 1}";

    private final ShopClient shop;
    private final FairSale sale;
    private final FairPerson person;
    private final Random random;
    private final String code;
    /** Who is let in, with what they show. */
    private final List<Visitor> admitted = new ArrayList<>();

    private long hashes;
    private long requests;
    private int entries;

    /** Of an account in the order that was drawn. */
    private record Place(Visitor account, long index, String ticket) {}

    /** @param code that they were given; null for none */
    FairBuyer(ShopClient shop, FairSale sale, FairPerson person, Random random, String code) {
        this.shop = shop;
        this.sale = sale;
        this.person = person;
        this.random = random;
        this.code = code;
    }

    /** Gets each account as far as it gets before the opening. */
    void prepare() {
        for (int i = 0; i < person.accounts(); i++) {
            Visitor account = shop.as(person.account(i)).with("X-Forwarded-For", person.address());
            // A waiting room asks when a place is taken, and gives the pass later.
            boolean passNow = sale.scene().guard().wantsPass() && sale.scene().mode() != FairMode.SHUFFLED;
            Visitor let = passNow ? withPass(account, i) : account;
            if (let != null) {
                admitted.add(let);
            }
        }
    }

    /** Null if it is not let in. */
    private Visitor withPass(Visitor account, int index) {
        requests++;
        Answer pass = account.post(sale.path() + "/pass", asked(account, index));
        return pass.status() == 201 ? account.withToken(pass.text("/pass")) : null;
    }

    /** What an account shows for what the sale asks. */
    private String asked(Visitor account, int index) {
        Map<String, Object> asked = new LinkedHashMap<>();
        if (code != null && index == 0) {
            asked.put("code", code);
        }
        if (sale.scene().guard() == FairGuard.CAPTCHA) {
            requests++;
            Puzzle solved = Puzzle.solve(
                    account.get(sale.path() + "/challenge").expect(200).json());
            hashes += solved.hashes();
            asked.put("solution", solved.solution());
        }
        return JsonTree.text(asked);
    }

    /** Enters a draw: a bot at once with all accounts, and again and again; a human once, at some time. */
    void enter() {
        Duration window = Duration.between(sale.gathersFrom(), sale.gathersUntil());
        if (!person.isBot()) {
            sleepUntil(sale.gathersFrom()
                    .plus(window.multipliedBy(1 + random.nextInt(79)).dividedBy(100)));
            entries += enter(admitted, "click");
            return;
        }
        sleepUntil(sale.gathersFrom());
        entries += enter(admitted, "first");
        // One account, one entry: it may try.
        enter(admitted.subList(0, Math.min(TIMES_AS_FAST, admitted.size())), "again");
    }

    private int enter(List<Visitor> accounts, String key) {
        int entered = 0;
        for (int i = 0; i < accounts.size(); i++) {
            requests++;
            Visitor account = accounts.get(i);
            Answer answer = sale.scene().mode() == FairMode.SHUFFLED
                    ? account.post(sale.path() + "/queue", asked(account, i))
                    : account.with("Idempotency-Key", key).post(sale.path() + "/entries", PURCHASE);
            entered += answer.isSuccess() ? 1 : 0;
        }
        return entered;
    }

    /** Waits until each account is called, where people wait, and buys with it; a human takes a moment to choose. */
    void waitAndBuy() {
        List<Place> places = places();
        Instant end = Instant.now().plus(WAITS);
        while (!places.isEmpty() && Instant.now().isBefore(end)) {
            requests++;
            Answer queue = shop.anybody().get(sale.path() + "/queue").expect(200);
            if ("SOLD_OUT".equals(queue.text("/phase"))) {
                return;
            }
            long serving = queue.number("/serving");
            places.removeIf(place -> place.index <= serving && served(place));
            long period =
                    person.isBot() ? BOT_PERIOD.toMillis() : HUMAN_PERIOD.toMillis() * (85 + random.nextInt(30)) / 100;
            sleepUntil(Instant.now().plusMillis(period));
        }
    }

    /** Of those who entered. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Visitor account : admitted) {
            Answer place = insist(account, sale.path() + "/queue", "");
            if (place.status() == 201) {
                places.add(new Place(account, place.number("/index"), place.text("/ticket")));
            }
        }
        return places;
    }

    /** Asks again while there is too much to do. */
    private Answer insist(Visitor account, String path, String body) {
        requests++;
        Answer answer = account.post(path, body);
        while (answer.isWorthAnother()) {
            sleepUntil(Instant.now().plus(person.isBot() ? BOT_PERIOD : HUMAN_PERIOD));
            requests++;
            answer = account.post(path, body);
        }
        return answer;
    }

    /** Returns whether the account is done. */
    private boolean served(Place place) {
        Answer pass = insist(place.account, sale.path() + "/pass", "{\"ticket\": \"" + place.ticket + "\"}");
        if (pass.status() != 201) {
            return pass.status() != 425;
        }
        if (!person.isBot()) {
            sleepUntil(Instant.now().plus(REACTION).plusNanos(random.nextLong(REACTIONS_WITHIN.toNanos())));
        }
        requests++;
        Answer bought = place.account.withToken(pass.text("/pass")).buy(sale.id(), "click", 1);
        return bought.isSuccess() || !MAY_CHANGE.contains(bought.reason());
    }

    /** Buys, where people buy by themselves: with all accounts at once. Returns when every account has a unit, or there is none left. */
    void buy() {
        Instant opens = sale.opensAt();
        Duration period = person.isBot() ? BOT_PERIOD : HUMAN_PERIOD;
        Instant next = person.isBot()
                ? opens.minus(BOT_LEAD).plusNanos(random.nextLong(period.toNanos()))
                : opens.plus(REACTION).plusNanos(random.nextLong(REACTIONS_WITHIN.toNanos()));
        Instant end = opens.plus(PATIENCE);
        List<Visitor> asking = new ArrayList<>(admitted);
        while (next.isBefore(end) && !asking.isEmpty()) {
            sleepUntil(next);
            click(asking);
            Instant soonest = Instant.now();
            next = next.plus(period);
            next = next.isBefore(soonest) ? soonest : next;
        }
    }

    /** Who is answered for good asks no more. */
    private void click(List<Visitor> asking) {
        List<Visitor> clicked = List.copyOf(asking);
        requests += clicked.size();
        List<CompletableFuture<Answer>> answers = clicked.stream()
                .map(account -> account.buyLater(sale.id(), "click", 1))
                .toList();
        for (int i = 0; i < clicked.size(); i++) {
            Answer answer = answers.get(i).join();
            if (answer.isSuccess() || !MAY_CHANGE.contains(answer.reason())) {
                asking.remove(clicked.get(i));
            }
        }
    }

    private static void sleepUntil(Instant time) {
        long nanos;
        while ((nanos = Duration.between(Instant.now(), time).toNanos()) > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    FairPerson person() {
        return person;
    }

    /** Hashes that they had to try. */
    long hashes() {
        return hashes;
    }

    /** Requests that they sent. */
    long requests() {
        return requests;
    }

    /** How many of their accounts may take part: those that entered, or, where nobody enters, that were let in. */
    int takingPart() {
        return sale.scene().mode().isDrawn() ? entries : admitted.size();
    }
}
