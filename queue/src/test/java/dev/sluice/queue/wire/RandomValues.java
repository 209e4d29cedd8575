package dev.sluice.queue.wire;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.News;
import dev.sluice.format.travel.AvailabilityBytes;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.Guards;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.Returned;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Values of any record or sealed interface, found by their declarations, so that nothing that is added there is forgotten here. The same for the
 * same seed.
 */
final class RandomValues {
    /** What may be null, by record and component. */
    private static final Set<String> NULLABLE = Set.of(
            "Reserve.user",
            "Enter.user",
            "EnterSecret.secret",
            "DrawFound.answer",
            "Amend.owner",
            "SaleState.owner",
            "Refused.shortage",
            "Refused.underWay",
            "ReservationState.reason",
            "Whole.view",
            "Changed.view");

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "user-4711",
            "Zoë Müller-Łącki",
            "\uD83C\uDFAB",
            "half \uD83C of one",
            "\uDFAB",
            "\u0000\t\n",
            "\uFFFD",
            "火车票",
            "x".repeat(300),
            "\u007F\u0080");

    private final Random random;
    /** The sale that all news in the making are of. */
    private int sale;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /** The records that a sealed interface permits, directly or by others. */
    static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .toList()
                : List.of(type);
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Class<?> type) {
        if (type.isSealed()) {
            return value(pick(leaves(type)));
        }
        if (type.isEnum()) {
            return pick(List.of(type.getEnumConstants()));
        }
        return switch (type.getSimpleName()) {
            case "int" -> (int) number();
            case "long", "Long" -> number();
            case "boolean" -> random.nextBoolean();
            case "String" -> pick(TEXTS);
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "long[]" -> random.longs(random.nextInt(4)).toArray();
            case "Units" -> Units.of(random.ints(random.nextInt(5)).toArray());
            case "Returned" -> returned();
            case "Items" -> items();
            case "BeaconValue" -> beaconValue();
            case "DrawState" -> draw();
            case "SaleTerms" -> terms();
            case "SaleView" -> view();
            case "ChangeCapacity" -> new Command.ChangeCapacity(of(UUID.class), (int) number(), random.nextInt(1_000));
            default -> record(type);
        };
    }

    private Returned returned() {
        int size = random.nextBoolean() ? 0 : random.nextInt(1, 4);
        return new Returned(
                Units.of(random.ints(size).toArray()),
                Units.of(random.ints(size).toArray()));
    }

    private Selection.Items items() {
        int[] counts = random.ints(random.nextInt(2, 5), 0, 3).toArray();
        counts[0]++;
        counts[counts.length - 1]++;
        int sum = Arrays.stream(counts).sum();
        return new Selection.Items(
                Units.of(counts),
                random.nextBoolean() ? Units.NONE : Units.of(random.ints(sum).toArray()));
    }

    private BeaconValue beaconValue() {
        return new BeaconValue("ab".repeat(random.nextInt(1, 97)), random.nextBoolean() ? "" : "cd");
    }

    /** One that can be: each step follows the one before. */
    private DrawState draw() {
        List<String> secrets = List.of("one", "Zoë \uD83C\uDFAB", "\u0000");
        List<String> parties = secrets.stream()
                .limit(random.nextInt(4))
                .map(DrawSecret::commitment)
                .toList();
        boolean hasBeacon = parties.isEmpty() || random.nextBoolean();
        BeaconRound round = hasBeacon ? new BeaconRound("ef".repeat(32), random.nextInt(1, 1_000_000)) : null;
        Draw draw = Draw.promised("s", new Fairness(parties, round, random.nextBoolean() || !hasBeacon));
        if (random.nextInt(3) > 0) {
            draw = draw.sealed(new DrawSeal("01".repeat(32), random.nextInt(2_000_000), number() >>> 1));
            for (String secret : secrets.subList(0, random.nextInt(parties.size() + 1))) {
                draw = draw.enter(secret).draw();
            }
            draw = hasBeacon && random.nextBoolean()
                    ? draw.enterSigned(beaconValue()).draw()
                    : draw;
            boolean isKnown = !draw.secrets().isEmpty() || draw.beacon() != null;
            draw = isKnown && !draw.isReady() && random.nextBoolean() ? draw.waive() : draw;
        }
        boolean drawn = draw.isReady() && random.nextBoolean();
        int served = drawn ? random.nextInt(draw.seal().entries() + 1) : 0;
        return new DrawState(draw, drawn ? 1 + random.nextInt(1_000_000) : 0, served, list(Long.class));
    }

    private Object record(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException("nothing makes a " + type);
        }
        if (News.class.isAssignableFrom(type)) {
            sale = random.nextInt(1, 50);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values =
                Stream.of(components).map(component -> value(type, component)).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + type + " of " + Arrays.toString(values), e);
        }
    }

    private Object value(Class<?> owner, RecordComponent component) {
        String name = owner.getSimpleName() + "." + component.getName();
        if (NULLABLE.contains(name) && random.nextInt(3) == 0) {
            return null;
        }
        if (News.class.isAssignableFrom(owner) && component.getName().equals("sale")) {
            return sale;
        }
        if (component.getType() == List.class) {
            ParameterizedType list = (ParameterizedType) component.getGenericType();
            return list((Class<?>) list.getActualTypeArguments()[0]);
        }
        return value(component.getType());
    }

    private <T> List<T> list(Class<T> type) {
        return Stream.generate(() -> of(type)).limit(random.nextInt(4)).toList();
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-2, 5);
            case 1 -> 1_796_083_200_000L + random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> random.nextInt(100_000);
        };
    }

    private <T> T pick(List<? extends T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Terms of a sample with other texts and rules, and other things to sell where the kind has any. */
    SaleTerms terms() {
        SaleTerms sample = SampleTerms.ofKind(random.nextInt(SampleTerms.KINDS));
        PurchaseRules rules = new PurchaseRules(
                sample.rules().limitPerUser(),
                random.nextInt(1, 10_000),
                sample.rules().takeStock(),
                random.nextInt(100, 300),
                sample.rules().waitlistCapacity(),
                random.nextBoolean() ? 0 : random.nextInt(1, 10_000),
                sample.inventory().canMixTiers() && random.nextInt(4) == 0);
        SaleTerms plain = switch (sample.inventory()) {
            case SeatedTerms seats -> SampleTerms.hall(seats(seats));
            case JourneyTerms _ -> SampleTerms.journey(random.nextBoolean());
            default -> sample;
        };
        SaleTerms terms = new SaleTerms(
                pick(TEXTS),
                pick(TEXTS),
                pick(TEXTS),
                new Window(random.nextLong(0, 1L << 40), 1L << 41),
                plain.order(),
                rules.takeStock() == TakeStock.HOLD ? rules : plain.rules(),
                plain.currency(),
                plain.tiers(),
                plain.inventory());
        SaleTerms ordered = random.nextBoolean() ? terms : terms.with(guards()).with(order(terms.rules()));
        return random.nextBoolean() ? ordered : ordered.with(facts());
    }

    private Facts facts() {
        long starts = random.nextBoolean() ? 0 : random.nextLong(1, 1L << 40);
        SaleEvent event = new SaleEvent(
                starts,
                starts > 0 && random.nextBoolean() ? starts + 1 : 0,
                starts > 0 ? "Europe/Zurich" : null,
                random.nextBoolean() ? "A place" : null,
                random.nextBoolean() ? "Zoë" : null,
                random.nextBoolean() ? "0a".repeat(32) : null);
        return new Facts(event, pick(List.of(GoodsKind.values())));
    }

    private Guards guards() {
        boolean pass = random.nextBoolean();
        Guards.Eligible eligible = pick(List.of(
                new Guards.Eligible.OnList("members"),
                new Guards.Eligible.ByClaim("student"),
                new Guards.Eligible.ByCode()));
        return new Guards(
                pass,
                pass && random.nextBoolean() ? Guards.Captcha.ALTCHA : null,
                random.nextBoolean() ? new Guards.Rate(random.nextInt(1, 100), random.nextInt(1, 100)) : null,
                random.nextBoolean() ? new Guards.Rate(random.nextInt(1, 100), random.nextInt(1, 100)) : null,
                pass && random.nextBoolean() ? eligible : null,
                random.nextBoolean(),
                pass && random.nextBoolean() ? new Guards.Room(random.nextInt(1, 1_000), random.nextInt(1_000)) : null);
    }

    private Order order(PurchaseRules rules) {
        Fairness fair = random.nextBoolean()
                ? new Fairness(List.of("ab".repeat(32), "cd".repeat(32)), null, false)
                : new Fairness(List.of(), new BeaconRound("0f".repeat(32), random.nextLong(1, 1L << 53)), false);
        long from = random.nextLong(1, 1L << 40);
        Order.Shuffled shuffled = new Order.Shuffled(from, random.nextBoolean() ? 0 : from + 1, fair);
        Order.Lottery lottery = new Order.Lottery(from, from + 5, random.nextInt(1, 10_000), fair);
        return rules.takeStock() == TakeStock.HOLD
                ? pick(List.of(
                        shuffled,
                        lottery,
                        new Order.Split(lottery, null, random.nextInt(1, 10_000)),
                        new Order.Split(lottery, shuffled, random.nextInt(1, 10_000))))
                : shuffled;
    }

    private SeatedTerms seats(SeatedTerms sample) {
        SeatedTerms seats = SeatedTerms.of(sample.plan(), List.of("front", "back"), of(OrphanRule.class));
        for (int i = random.nextInt(4); i > 0; i--) {
            Units some =
                    Units.of(random.ints(3, 0, sample.plan().seats()).distinct().toArray());
            seats = seats.with(some, random.nextInt(-1, 2), of(SeatChange.class));
        }
        return seats;
    }

    private SaleView view() {
        SaleState state = new SaleState(
                sale,
                terms(),
                random.nextBoolean(),
                random.nextBoolean(),
                number(),
                number(),
                random.nextBoolean() ? pick(TEXTS) : null);
        List<TierState> tiers = new ArrayList<>();
        for (TierTerms _ : state.terms().tiers()) {
            tiers.add(of(TierState.class));
        }
        RoomView room = state.terms().room() == null || random.nextInt(4) == 0 ? null : of(RoomView.class);
        return new SaleView(
                state, of(SaleStatus.class), tiers, availability(state.terms()), random.nextBoolean(), room);
    }

    private Availability availability(SaleTerms terms) {
        if (random.nextInt(4) == 0) {
            return Availability.UNKNOWN;
        }
        byte[] bytes = switch (terms.inventory()) {
            case SeatedTerms seats -> someSeats(seats.plan().seats());
            case JourneyTerms journey -> someHops(journey);
            case RedPacketTerms packet ->
                ByteBuffer.allocate(9)
                        .putLong(random.nextLong(packet.total()))
                        .put((byte) random.nextInt(2))
                        .array();
            default -> new byte[0];
        };
        return AvailabilityBytes.availability(terms, bytes);
    }

    private byte[] someSeats(int seats) {
        byte[] bytes = new byte[Long.BYTES + (seats + 7) / 8];
        random.nextBytes(bytes);
        bytes[bytes.length - 1] &= (byte) ((1 << (seats & 7)) - 1);
        return bytes;
    }

    private byte[] someHops(JourneyTerms journey) {
        int hops = journey.hops();
        if (journey.numbered()) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(1 + 2 * journey.train().seatCount()).put((byte) 1);
            while (bytes.hasRemaining()) {
                int taken = random.nextInt(1 << hops);
                bytes.put((byte) taken).put((byte) (taken >>> 8));
            }
            return bytes.array();
        }
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 * hops * Integer.BYTES).put((byte) 0);
        while (bytes.hasRemaining()) {
            bytes.putInt(random.nextInt(3));
        }
        return bytes.array();
    }
}
