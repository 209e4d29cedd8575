package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Trains of a few seats and a few hops; half of them give numbers later, and most leave their stops while they are sold. */
final class RandomJourney implements RandomGoods {
    private static final String SEATS = "ABCDEFGH";

    @Override
    public SaleTerms dress(SaleTerms counted, Random random) {
        Train train = train(random);
        long departs = RandomSale.OPENS + random.nextInt(-60_000, 90_000);
        long numbersAt = random.nextInt(2) * Math.min(departs, RandomSale.OPENS + random.nextInt(-10, 30_000));
        int closes = random.nextInt(4) == 0 ? 1 : 0;
        JourneyTerms journey = new JourneyTerms(train, "2026-12-01", departs, numbersAt, closes);
        return onJourney(counted, train.tiers(), journey);
    }

    @Override
    public SaleTerms redress(SaleTerms plain, SaleTerms before) {
        return onJourney(plain, before.tiers(), before.inventory());
    }

    @Override
    public Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random) {
        Train train = ((JourneyTerms) terms.inventory()).train();
        if (random.nextInt(40) == 0) {
            int from = random.nextInt(-1, 5);
            return random.nextBoolean()
                    ? Selection.ANY
                    : new Selection.Stretch(from, from + random.nextInt(-1, 4), false);
        }
        boolean changed = random.nextInt(12) == 0;
        int from = (changed ? random.nextInt(100) : index * 7) % train.hops();
        int hops = 1 + (changed ? random.nextInt(100) : index * 5) % (train.hops() - from);
        return new Selection.Stretch(from, from + hops, index % 5 == 0);
    }

    @Override
    public Command.Administer change(SaleState sale, UUID id, Random random) {
        int tier = random.nextInt(sale.terms().tiers().size() + 1);
        return new Command.ChangeCapacity(id, tier, random.nextInt(8));
    }

    @Override
    public List<Rejection> neverMet() {
        return List.of(Rejection.TIERS_DIFFER, Rejection.SEAT_TAKEN, Rejection.LEAVES_ORPHAN, Rejection.CAPACITY_TAKEN);
    }

    /** Only what is taken at payment is refused after it was held. */
    @Override
    public List<ReservationStatus> neverReached() {
        return List.of(ReservationStatus.REJECTED);
    }

    static Train train(Random random) {
        int hops = 1 + random.nextInt(5);
        List<Train.Stop> stops = new ArrayList<>();
        int minute = 480;
        for (int i = 0; i <= hops; i++) {
            boolean boards = i == 0 || random.nextInt(10) > 0;
            boolean alights = i == hops || random.nextInt(10) > 0;
            minute += random.nextInt(3) / 2;
            stops.add(new Train.Stop("s" + i, "Stop " + i, minute, minute + i % 2, boards, alights));
            minute += i % 2;
        }
        List<Train.TravelClass> classes = new ArrayList<>();
        List<Train.Car> cars = new ArrayList<>();
        for (int tier = 0; tier <= random.nextInt(3); tier++) {
            classes.add(new Train.TravelClass("t" + tier, "Class " + tier, fares(hops, random)));
        }
        for (int car = 0; car < classes.size() + random.nextInt(3); car++) {
            cars.add(new Train.Car("" + (car + 1), car % classes.size(), benches(random)));
        }
        return new Train("T1", "A train", "UTC", "EUR", stops, classes, cars);
    }

    private static List<List<String>> benches(Random random) {
        List<List<String>> benches = new ArrayList<>();
        for (int bench = 0; bench <= random.nextInt(2); bench++) {
            List<String> labels = new ArrayList<>();
            for (int seat = 0; seat <= random.nextInt(3); seat++) {
                labels.add((bench + 1) + "" + SEATS.charAt(seat));
            }
            benches.add(labels);
        }
        return benches;
    }

    private static Fares fares(int hops, Random random) {
        boolean free = random.nextInt(5) == 0;
        List<Long> prices = new ArrayList<>();
        for (int hop = 0; hop < hops; hop++) {
            prices.add(free ? 0L : 10L + random.nextInt(50));
        }
        return Fares.of(prices, hops > 2 && !free ? List.of(new Fares.Fare(0, 2, 15)) : List.of());
    }

    /** Stock cannot be taken at payment. */
    private static SaleTerms onJourney(SaleTerms terms, List<TierTerms> tiers, InventoryTerms journey) {
        PurchaseRules r = terms.rules();
        TakeStock take = r.takeStock() == TakeStock.PAYMENT ? TakeStock.HOLD : r.takeStock();
        PurchaseRules rules = new PurchaseRules(
                r.limitPerUser(), r.holdSeconds(), take, r.overbookPercent(), r.waitlistCapacity(), r.offerSeconds());
        return new SaleTerms(
                terms.id(),
                terms.title(),
                terms.description(),
                terms.window(),
                terms.order(),
                rules,
                terms.currency(),
                tiers,
                journey);
    }

    @Override
    public String toString() {
        return "journey";
    }
}
