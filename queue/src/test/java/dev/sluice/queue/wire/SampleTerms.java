package dev.sluice.queue.wire;

import dev.sluice.engine.port.Plans;
import dev.sluice.format.plan.Times;
import dev.sluice.format.store.KindStores;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.Fares;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Terms of every kind, the same each time, and the plans that they name. */
public class SampleTerms implements Plans {
    static final SeatMap HALL = hall(3, 2, 7);
    static final Train TRAIN = train();
    static final int KINDS = 4;

    private static final long OPENS = 1_796_083_200_000L;
    private static final String DATE = "2026-12-20";

    private final Map<String, Plan> plans = new HashMap<>();

    SampleTerms() {
        store(HALL);
        store(TRAIN);
    }

    @Override
    public String store(Plan plan) {
        String version = KindStores.of(plan).planVersion(plan);
        plans.put(version, plan);
        return version;
    }

    @Override
    public Plan find(String version) {
        return plans.get(version);
    }

    static SaleTerms counted() {
        return terms(
                TakeStock.HOLD,
                3,
                List.of(new TierTerms("floor", "Floor", 5_000, 800), new TierTerms("balcony", "Balcony", 9_000, 90)),
                CountedTerms.COUNTED);
    }

    public static SaleTerms hall() {
        SeatedTerms seats = SeatedTerms.of(HALL, List.of("front", "back"), OrphanRule.SOFT)
                .with(Units.of(4, 5), 1, SeatChange.KEEP)
                .with(Units.of(0, 41), -1, SeatChange.WITHHOLD);
        return hall(seats);
    }

    static SaleTerms hall(SeatedTerms seats) {
        return terms(
                TakeStock.ORDER,
                0,
                List.of(
                        new TierTerms("front", "Front", 9_000, seats.seatsOf(0)),
                        new TierTerms("back", "Back", 0, seats.seatsOf(1))),
                seats);
    }

    static SaleTerms journey(boolean numbered) {
        long departs = Times.departureMillis(TRAIN, LocalDate.parse(DATE));
        return terms(
                TakeStock.HOLD,
                20,
                TRAIN.tiers(),
                new JourneyTerms(TRAIN, DATE, departs, departs - 3_600_000, 5, numbered));
    }

    static SaleTerms packet() {
        SaleTerms counted = counted();
        return new SaleTerms(
                "gift",
                "Gift",
                "",
                counted.window(),
                Order.FIRST_COME,
                new PurchaseRules(1, 60, TakeStock.HOLD, 100, 0, 0),
                "CNY",
                List.of(new TierTerms("share", "Share", 0, 10)),
                new RedPacketTerms(1_000, 10, Split.DOUBLE_MEAN, Long.MIN_VALUE + 5, -7, 30));
    }

    static SaleTerms ofKind(int kind) {
        return switch (kind) {
            case 0 -> counted();
            case 1 -> hall();
            case 2 -> journey(false);
            default -> packet();
        };
    }

    private static SaleTerms terms(TakeStock takeStock, int waitlist, List<TierTerms> tiers, InventoryTerms inventory) {
        return new SaleTerms(
                "concert",
                "Concert à Zürich",
                "Bring \uD83C\uDFAB and a coat.",
                new Window(OPENS, OPENS + 86_400_000),
                Order.FIRST_COME,
                new PurchaseRules(4, 900, takeStock, 150, waitlist, 0),
                "EUR",
                tiers,
                inventory);
    }

    /** Sections of rows of seats; the first section is the tier {@code front}, the others are {@code back}. */
    static SeatMap hall(int sections, int rows, int seats) {
        SeatMapBuilder builder = new SeatMapBuilder();
        for (int section = 0; section < sections; section++) {
            builder.section("s" + section, "Section " + section, 100);
            for (int row = 0; row < rows; row++) {
                builder.row("R" + row);
                for (int seat = 0; seat < seats; seat++) {
                    builder.seat(
                            seat + 1 + "",
                            null,
                            section == 0 ? "front" : "back",
                            10 * seat,
                            100 * section + 10 * row,
                            0);
                }
            }
        }
        return builder.build();
    }

    private static Train train() {
        List<Train.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            stops.add(new Train.Stop("st" + i, "Stop " + i, 480 + 30 * i, 480 + 30 * i));
        }
        Fares fares = Fares.of(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), List.of(new Fares.Fare(0, 3, 5)));
        return new Train(
                "ic1",
                "IC 1",
                "Europe/Zurich",
                "CHF",
                stops,
                List.of(
                        new Train.TravelClass("first", "First", fares),
                        new Train.TravelClass("second", "Second", fares)),
                List.of(
                        new Train.Car("1", 0, List.of(List.of("1A", "1B"))),
                        new Train.Car("2", 1, List.of(List.of("1A", "1B", "1C"), List.of("2A")))));
    }
}
