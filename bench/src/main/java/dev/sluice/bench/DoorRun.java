package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench door}: what the entrance costs. One signature of Ed25519, as a QR code has it, on one thread; the list for doors that are offline, whole and as what changed; and
 * tickets that are checked over HTTP, each for the first time, which is durable. They are bought before, for nothing.
 */
@Command(
        name = "door",
        description =
                "What a QR code's signature costs, what the list for doors that are offline weighs and takes, and how many tickets are"
                        + " checked a second.")
final class DoorRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final String SALE = "entrance";
    private static final String DOOR = "/v1/admin/sales/" + SALE + "/door";
    /** Of one order. */
    private static final int EACH = 20;

    private static final int SIGNATURES = 2_000;
    /** As long as what is signed of a ticket. */
    private static final byte[] SIGNED = new byte[46];

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}");
    private static final String LINE = "%-52s %12s%n";

    @Option(
            names = "--tickets",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Tickets of the sale.")
    private int tickets = 60_000;

    @Option(
            names = "--doors",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Doors that check tickets at the same time, each one after the other.")
    private int doors = 16;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    @Override
    void check() {
        require(tickets % EACH == 0, "--tickets must be a multiple of " + EACH);
    }

    @Override
    void measure() throws Exception {
        IO.print(LINE.formatted("a signature, µs", "%.0f".formatted(signature())));
        Product product = Product.start(
                parts(),
                Product.JVM_FLAGS,
                List.of("--set", "limits.off=true"),
                Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
        try (ShopClient shop = new ShopClient(
                        product.url(),
                        new SignedTokens(SECRET.getBytes(UTF_8), Instant.now().plus(Duration.ofDays(1))));
                ExecutorService threads = Executors.newFixedThreadPool(doors)) {
            Visitor merchant = shop.as(Merchant.NAME, "merchant");
            buy(shop, merchant, threads);
            lists(merchant);
            checks(merchant, threads);
        }
    }

    /** Microseconds. */
    private double signature() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Medians medians = new Medians();
        for (int round = 0; round < 2 * rounds.value(); round++) {
            if (round == rounds.value()) {
                medians.clear();
            }
            long start = System.nanoTime();
            for (int i = 0; i < SIGNATURES; i++) {
                SIGNED[0] = (byte) i;
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(SIGNED);
                signature.sign();
            }
            medians.add("signature", (System.nanoTime() - start) / 1e3 / SIGNATURES);
        }
        return medians.of("signature");
    }

    private void buy(ShopClient shop, Visitor merchant, ExecutorService threads) throws Exception {
        merchant.post(
                        "/v1/admin/sales",
                        SaleDraft.of(SALE)
                                .text("title", "An evening")
                                .time("opensAt", Instant.now().minusSeconds(1))
                                .number("limitPerUser", EACH)
                                .inventory(
                                        "{\"kind\": \"counted\", \"tiers\": [{\"id\": \"standing\", \"name\": \"Standing\","
                                                + " \"price\": {\"amount\": 0, \"currency\": \"CNY\"}, \"capacity\": "
                                                + tickets
                                                + "}]}")
                                .json())
                .expect(201);
        each(threads, tickets / EACH, i -> {
            Visitor buyer = shop.as("guest-" + i).with("Prefer", "wait=10");
            String id = buyer.buy(SALE, "k", EACH).expect(201).id();
            buyer.openPayment(id);
            buyer.awaitReservation(id, "CONFIRMED");
        });
    }

    private void lists(Visitor merchant) {
        Medians medians = new Medians();
        Answer whole = null;
        for (int round = 0; round < rounds.value() + 1; round++) {
            if (round == 1) {
                medians.clear();
            }
            long start = System.nanoTime();
            whole = merchant.get(DOOR).expect(200);
            medians.add("whole", (System.nanoTime() - start) / 1e6);
        }
        IO.print(LINE.formatted(
                "the whole list of %,d tickets, bytes".formatted(tickets),
                "%,d".formatted(whole.body().length())));
        IO.print(LINE.formatted("the same, ms", "%.0f".formatted(medians.of("whole"))));
        String next = whole.text("/head").replaceAll(".*\"next\":\"(\\d+)\".*", "$1");
        for (int round = 0; round < rounds.value() + 1; round++) {
            if (round == 1) {
                medians.clear();
            }
            long start = System.nanoTime();
            merchant.get(DOOR + "?since=" + next).expect(200);
            medians.add("changes", (System.nanoTime() - start) / 1e6);
        }
        IO.print(LINE.formatted("what changed since, where little did, ms", "%.1f".formatted(medians.of("changes"))));
    }

    private void checks(Visitor merchant, ExecutorService threads) throws Exception {
        List<String> codes = merchant.get("/v1/admin/sales/" + SALE + "/tickets.csv")
                .expect(200)
                .body()
                .lines()
                .flatMap(line ->
                        CODE.matcher(line).results().map(found -> found.group()).limit(1))
                .toList();
        if (codes.size() != tickets) {
            throw new IllegalStateException(codes.size() + " codes of " + tickets + " tickets");
        }
        int warm = codes.size() / 10;
        LongAdder admitted = new LongAdder();
        IntConsumer check = i -> {
            Answer answer = merchant.post(
                    "/v1/tickets/check",
                    "{\"code\": \"" + codes.get(i) + "\", \"sale\": \"" + SALE + "\", \"gate\": \"N\"}");
            admitted.add(answer.expect(200).text("/result").equals("ADMITTED") ? 1 : 0);
        };
        each(threads, warm, check);
        long start = System.nanoTime();
        each(threads, codes.size() - warm, i -> check.accept(warm + i));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (admitted.sum() != tickets) {
            throw new IllegalStateException(admitted.sum() + " of " + tickets + " tickets were admitted");
        }
        IO.print(LINE.formatted(
                "checks a second, by %d doors".formatted(doors), "%,.0f".formatted((codes.size() - warm) / seconds)));
    }

    /** From 0 to before a number, by as many at the same time as there are doors. */
    private void each(ExecutorService threads, int count, IntConsumer act) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<? extends Future<?>> all = IntStream.range(0, doors)
                .mapToObj(_ -> threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        act.accept(i);
                    }
                }))
                .toList();
        for (Future<?> one : all) {
            one.get(5, TimeUnit.MINUTES);
        }
    }
}
