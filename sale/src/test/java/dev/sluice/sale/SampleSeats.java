package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seat maps for tests. */
final class SampleSeats {
    private SampleSeats() {}

    /**
     * A map drawn with characters, a line a row: {@code a} and {@code b} are seats of tiers of that name, {@code w} an accessible one
     * and {@code c} its companion's, both of tier a; a space is an aisle, and an empty line begins another section. Rows are A, B, …
     * in each section, sections 1, 2, …; seats of a row are numbered from 1. The stage is in front of the middle.
     */
    static SeatMap drawn(String drawing) {
        SeatMapBuilder builder = new SeatMapBuilder();
        int section = 0;
        int row = 0;
        int y = 0;
        boolean begins = true;
        int width = drawing.lines().mapToInt(String::length).max().orElse(0);
        for (String line : drawing.lines().toList()) {
            y += 10;
            if (line.isBlank()) {
                begins = true;
                continue;
            }
            if (begins) {
                builder.section("s" + ++section, "Section " + section, 100);
                row = 0;
                begins = false;
            }
            builder.row(Character.toString('A' + row++));
            int label = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c != ' ') {
                    int bits = (c == 'w' ? SeatMap.ACCESSIBLE : c == 'c' ? SeatMap.COMPANION : 0)
                            + (i + 1 < line.length() && line.charAt(i + 1) == ' ' ? SeatMap.AISLE_AFTER : 0);
                    builder.seat(++label + "", null, c == 'b' ? "b" : "a", 10 * i, y, bits);
                }
            }
        }
        return builder.build(5 * (width - 1), 0);
    }

    static SeatMap random(Random random) {
        SeatMapBuilder builder = new SeatMapBuilder();
        int sections = 1 + random.nextInt(3);
        for (int section = 0; section < sections; section++) {
            builder.section("s" + section, "S", random.nextInt(3) == 0 ? 10 + random.nextInt(300) : 100);
            int rows = 1 + random.nextInt(4);
            for (int row = 0; row < rows; row++) {
                builder.row("r" + row);
                int seats = 1 + random.nextInt(9);
                boolean mixed = random.nextInt(4) == 0;
                String tier = random.nextInt(3) == 0 ? "b" : "a";
                int grid = random.nextBoolean() ? 10 : 1;
                for (int seat = 0; seat < seats; seat++) {
                    int bits = (random.nextInt(8) == 0 ? SeatMap.AISLE_AFTER : 0)
                            + (random.nextInt(10) == 0 ? SeatMap.ACCESSIBLE : 0)
                            + (random.nextInt(12) == 0 ? SeatMap.COMPANION : 0);
                    String own = mixed ? (random.nextBoolean() ? "a" : "b") : tier;
                    int x = seat * grid + random.nextInt(grid);
                    builder.seat(seat + "", null, own, x, row * 5 + random.nextInt(4), bits);
                }
            }
        }
        return random.nextBoolean() ? builder.build() : builder.build(random.nextInt(40), random.nextInt(20));
    }

    /** A sale of all seats of a map at 50 each: limit 1,000, holds of 60 seconds. */
    static SaleTerms terms(SeatMap map, OrphanRule orphans, int waitlist) {
        List<String> ids = new ArrayList<>(map.tiers());
        SeatedTerms seated = SeatedTerms.of(map, ids, orphans);
        List<TierTerms> tiers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            tiers.add(new TierTerms(ids.get(i), ids.get(i), BoxOffice.PRICE, seated.seatsOf(i)));
        }
        return new SaleTerms(
                "s",
                "S",
                "",
                new Window(BoxOffice.OPENS, BoxOffice.OPENS + 3_600_000),
                Order.FIRST_COME,
                new PurchaseRules(1_000, 60, TakeStock.HOLD, 150, waitlist),
                "EUR",
                tiers,
                seated);
    }
}
