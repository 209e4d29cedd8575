package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Small halls with aisles, seats for wheelchairs, and seats of several tiers in a row. */
final class RandomSeats implements RandomGoods {
    @Override
    public SaleTerms dress(SaleTerms counted, Random random) {
        SeatMap map = SampleSeats.random(random);
        List<String> ids = List.of("a", "b");
        SeatedTerms seated = SeatedTerms.of(map, ids, OrphanRule.values()[random.nextInt(3)]);
        List<TierTerms> tiers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            tiers.add(new TierTerms(ids.get(i), ids.get(i), random.nextInt(5) == 0 ? 0 : 50, seated.seatsOf(i)));
        }
        return seatedTerms(counted, tiers, seated);
    }

    @Override
    public SaleTerms redress(SaleTerms plain, SaleTerms before) {
        return seatedTerms(plain, before.tiers(), before.inventory());
    }

    private static SaleTerms seatedTerms(SaleTerms terms, List<TierTerms> tiers, InventoryTerms seated) {
        PurchaseRules rules = terms.rules();
        TakeStock takeStock = rules.takeStock() == TakeStock.PAYMENT ? TakeStock.HOLD : rules.takeStock();
        PurchaseRules held = new PurchaseRules(
                rules.limitPerUser(),
                rules.holdSeconds(),
                takeStock,
                rules.overbookPercent(),
                rules.waitlistCapacity(),
                rules.offerSeconds(),
                rules.holdSeconds() % 4 > 0);
        return new SaleTerms(
                terms.id(), terms.title(), "", terms.window(), terms.order(), held, terms.currency(), tiers, seated);
    }

    @Override
    public Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random) {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        int sections = seated.plan().sections().size();
        if (random.nextInt(40) == 0) {
            return new Selection.Best(random.nextInt(sections + 2) - 1);
        }
        return switch (index % 4) {
            case 0 -> Selection.ANY;
            case 1 -> new Selection.Best(index % (sections + 1) - 1);
            case 2 -> new Selection.Chosen(chosen(seated, tier, quantity, random));
            default -> several(seated, quantity, index, random);
        };
    }

    /** Mostly side by side in each of the tiers. */
    private static Selection several(SeatedTerms seated, int quantity, int index, Random random) {
        int[] first = chosen(seated, 0, 1 + index % 2, random).toArray();
        int[] second = chosen(seated, 1, Math.max(1, quantity - 1), random).toArray();
        return new Selection.Items(
                Units.of(first.length, second.length),
                Units.of(IntStream.concat(IntStream.of(first), IntStream.of(second))
                        .toArray()));
    }

    /** Mostly side by side, and mostly of the tier. */
    private static Units chosen(SeatedTerms seated, int tier, int quantity, Random random) {
        int[] all = IntStream.range(0, seated.plan().seats())
                .filter(seat -> seated.tierOf(seat) == tier || random.nextInt(20) == 0)
                .toArray();
        int from = all.length == 0 ? 0 : random.nextInt(all.length);
        int count = random.nextInt(30) == 0 ? quantity + 1 : quantity;
        return Units.of(IntStream.range(from, from + count)
                .map(i -> i < all.length
                        ? all[i]
                        : random.nextInt(-1, seated.plan().seats() + 1))
                .toArray());
    }

    @Override
    public Command.Administer change(SaleState sale, UUID id, Random random) {
        SeatedTerms seated = (SeatedTerms) sale.terms().inventory();
        if (random.nextInt(8) == 0) {
            return new Command.ChangeCapacity(id, random.nextInt(3), random.nextInt(8));
        }
        int from = random.nextInt(seated.plan().seats()) - random.nextInt(20) / 19;
        int[] seats = IntStream.range(from, Math.min(seated.plan().seats(), from + 1 + random.nextInt(6)))
                .toArray();
        SeatChange change = SeatChange.values()[random.nextInt(3)];
        return new Command.ChangeSeats(id, Units.of(seats), random.nextInt(4) - 1 - random.nextInt(30) / 29, change);
    }

    /** Moves, withholds or releases one of its seats, or all. */
    @Override
    public Command.Administer meddle(SaleState sale, UUID id, ReservationState with, Random random) {
        if (with.units().isEmpty()) {
            return change(sale, id, random);
        }
        Units seats = random.nextBoolean()
                ? with.units()
                : Units.of(with.units().get(random.nextInt(with.units().size())));
        boolean moves = random.nextBoolean();
        SeatChange change = random.nextBoolean() ? SeatChange.WITHHOLD : SeatChange.RELEASE;
        return moves
                ? new Command.ChangeSeats(id, seats, random.nextInt(2), SeatChange.KEEP)
                : new Command.ChangeSeats(id, seats, -1, change);
    }

    @Override
    public List<ReservationStatus> neverReached() {
        return List.of(ReservationStatus.REJECTED);
    }

    @Override
    public List<Rejection> neverMet() {
        return List.of(Rejection.DEPARTED, Rejection.CAPACITY_TAKEN);
    }

    @Override
    public String toString() {
        return "seats";
    }
}
