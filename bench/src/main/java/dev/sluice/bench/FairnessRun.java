package dev.sluice.bench;

import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench fairness}: who gets the units where programs are in the crowd, by the order in which a sale is decided, and by what guards it. Everybody asks the
 * product over HTTP, each from an address of their own.
 */
@Command(
        name = "fairness",
        description = {
            "Which share of the units bots get, for each order and guard, beside their share of the people and of the accounts that took part.",
            "One in twenty is a bot: it begins before everybody else and sends 50 times as often; one in five of those has a hundred accounts. Off is by"
                    + " how many standard errors of a draw its share of the units is off its share of the accounts."
        })
final class FairnessRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final int PEOPLE_PER_BOT = 20;
    private static final int BOTS_PER_FARM = 5;
    private static final int ACCOUNTS_OF_A_FARM = 100;
    /** Each person has a connection at most. */
    private static final int PREPARING_AT_ONCE = 64;

    private static final String HEADINGS = "%-32s %8s %9s %9s %7s %12s %12s %12s %12s%n";
    private static final String LINE = "%-32s %7.1f%% %8.1f%% %8.1f%% %7s %12s %12s %12s %12s%n";

    @Option(
            names = "--people",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "How many people want a unit, programs among them.")
    private int people = 1_000;

    @Option(
            names = "--units",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Units of each sale.")
    private int units = 200;

    @Option(
            names = "--modes",
            paramLabel = "MODE",
            split = ",",
            defaultValue = "FIRST_COME,SPLIT,SHUFFLED,LOTTERY",
            description = "Which orders are tried: ${COMPLETION-CANDIDATES}.")
    private List<FairMode> modes;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(2);

    @Mixin
    private CommonOptions.Seed seed = new CommonOptions.Seed();

    private final Map<FairScene, FairTally> tallies = new LinkedHashMap<>();
    private int sales;

    @Override
    void check() {
        require(
                people >= PEOPLE_PER_BOT * BOTS_PER_FARM,
                "--people must be at least 100, so that there are bots of both kinds");
        require(people <= 10_000, "--people must be at most 10000");
    }

    @Override
    void measure() throws Exception {
        List<FairPerson> crowd = crowd();
        long bots = crowd.stream().filter(FairPerson::isBot).count();
        int botAccounts = crowd.stream()
                .filter(FairPerson::isBot)
                .mapToInt(FairPerson::accounts)
                .sum();
        int accounts = crowd.stream().mapToInt(FairPerson::accounts).sum();
        IO.print(String.format(
                Locale.ROOT,
                "%,d people with %,d accounts; %,d bots (%.1f%% of the people) with %,d accounts (%.1f%%)%n",
                people,
                accounts,
                bots,
                100.0 * bots / people,
                botAccounts,
                100.0 * botAccounts / accounts));
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        List<String> options =
                List.of("--set", "http.trusted-proxies=127.0.0.1/32", "--set", "http.forwarded-header=X-Forwarded-For");
        try (Product product =
                        Product.start(parts(), Product.JVM_FLAGS, options, Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
                ShopClient shop = new ShopClient(
                        product.url(), new SignedTokens(secret, Instant.now().plus(Duration.ofDays(1))))) {
            for (int round = 0; round < rounds.value(); round++) {
                for (FairScene scene : FairScene.all()) {
                    if (modes.contains(scene.mode())) {
                        play(shop, scene, crowd, new Random(seed.value() * 1_000 + round));
                    }
                }
            }
        }
        print((double) bots / people);
    }

    private List<FairPerson> crowd() {
        List<FairPerson> crowd = new ArrayList<>();
        for (int number = 0; number < people; number++) {
            boolean bot = number % PEOPLE_PER_BOT == 0;
            boolean farm = number % (PEOPLE_PER_BOT * BOTS_PER_FARM) == 0;
            crowd.add(new FairPerson(number, bot, farm ? ACCOUNTS_OF_A_FARM : 1));
        }
        return crowd;
    }

    private void play(ShopClient shop, FairScene scene, List<FairPerson> crowd, Random random)
            throws InterruptedException, ExecutionException {
        FairSale sale = new FairSale(shop, "fair-" + ++sales, scene, random);
        sale.create(units);
        List<String> codes = sale.codes(crowd.size());
        List<FairBuyer> buyers = crowd.stream()
                .map(person -> new FairBuyer(
                        shop,
                        sale,
                        person,
                        new Random(random.nextLong()),
                        codes.isEmpty() ? null : codes.get(person.number())))
                .toList();
        together(buyers, PREPARING_AT_ONCE, FairBuyer::prepare);
        sale.begin();
        if (scene.mode().isDrawn()) {
            together(buyers, people, FairBuyer::enter);
        }
        try (ExecutorService office = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> drawn = office.submit(scene.mode().isDrawn() ? sale::draw : () -> {});
            switch (scene.mode()) {
                case FIRST_COME, SPLIT -> together(buyers, people, FairBuyer::buy);
                case SHUFFLED -> {
                    drawn.get();
                    together(buyers, people, FairBuyer::waitAndBuy);
                }
                case LOTTERY -> {} // whoever is drawn has it
            }
            drawn.get();
        }
        count(sale, buyers);
    }

    private void count(FairSale sale, List<FairBuyer> buyers) {
        String name = sale.scene().name();
        long[] given = Await.until(name + ": all units are given", sale::units, found -> found[1] == units);
        if (!sale.balances()) {
            throw new IllegalStateException(name + ": the sale does not balance");
        }
        long[] takingPart = sums(buyers, FairBuyer::takingPart);
        long[] requests = sums(buyers, FairBuyer::requests);
        long[] hashes = sums(buyers, FairBuyer::hashes);
        tallies.computeIfAbsent(sale.scene(), _ -> new FairTally()).add(given, takingPart, requests, hashes);
    }

    /** Of bots, and of humans. */
    private static long[] sums(List<FairBuyer> buyers, ToLongFunction<FairBuyer> figure) {
        return new long[] {
            sum(buyers, buyer -> buyer.person().isBot(), figure),
            sum(buyers, buyer -> !buyer.person().isBot(), figure)
        };
    }

    private static long sum(List<FairBuyer> buyers, Predicate<FairBuyer> which, ToLongFunction<FairBuyer> figure) {
        return buyers.stream().filter(which).mapToLong(figure).sum();
    }

    private static void together(List<FairBuyer> buyers, int room, Consumer<FairBuyer> step) {
        AtOnce.each(buyers, room, buyer -> {
            step.accept(buyer);
            return buyer;
        });
    }

    private void print(double botsOfPeople) {
        IO.print(HEADINGS.formatted(
                "", "units", "accounts", "people", "off", "requests/bot", "/human", "hashes/bot", "/human"));
        tallies.forEach((scene, tally) -> IO.print(line(scene, tally, botsOfPeople)));
    }

    private String line(FairScene scene, FairTally tally, double botsOfPeople) {
        double bots = botsOfPeople * people * rounds.value();
        double humans = (double) people * rounds.value() - bots;
        return String.format(
                Locale.ROOT,
                LINE,
                scene.name(),
                tally.shareOfUnits(),
                tally.shareOfAccounts(),
                100 * botsOfPeople,
                scene.mode() == FairMode.LOTTERY || scene.mode() == FairMode.SHUFFLED
                        ? String.format(Locale.ROOT, "%+.1f", tally.off())
                        : "",
                whole(tally.requests(0) / bots),
                whole(tally.requests(1) / humans),
                whole(tally.hashes(0) / bots),
                whole(tally.hashes(1) / humans));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
