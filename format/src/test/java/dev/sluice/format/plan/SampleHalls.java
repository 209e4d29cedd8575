package dev.sluice.format.plan;

import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds the halls that are shipped as samples. Running it writes their files anew; a test holds the files against it. */
final class SampleHalls {
    private static final int ROW_PITCH_CM = 90;
    private static final int SEAT_PITCH_CM = 55;

    private SampleHalls() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "format/src/main/resources/seat-maps" : args[0]);
        Files.write(folder.resolve("theatre.json"), SeatMaps.toJson(theatre()));
        Files.write(folder.resolve("stadium.json"), SeatMaps.toJson(stadium()));
    }

    /** Stalls and a circle in arcs around the stage, with aisles. Coordinates are centimetres. */
    static SeatMap theatre() {
        SeatMapBuilder builder = new SeatMapBuilder();
        builder.section("stalls", "Stalls", 100);
        for (int row = 0; row < 19; row++) {
            builder.row(Character.toString('A' + row));
            int seats = 20 + row;
            for (int seat = 0; seat < seats; seat++) {
                boolean aisle = seat == seats / 4 - 1 || seat == seats - seats / 4 - 1;
                boolean last = row == 18 && (seat < 4 || seat >= seats - 4);
                int place = seat % 2 == 0 ? SeatMap.ACCESSIBLE : SeatMap.COMPANION;
                int bits = (aisle ? SeatMap.AISLE_AFTER : 0) + (last ? place : 0);
                arc(builder, seat, seats, 900 + row * ROW_PITCH_CM, row < 5 ? "premium" : "stalls", bits);
            }
        }
        builder.section("circle", "Circle", 120);
        for (int row = 0; row < 7; row++) {
            builder.row(Character.toString('A' + row));
            int seats = 34;
            for (int seat = 0; seat < seats; seat++) {
                boolean end = row == 0 && (seat < 2 || seat >= seats - 2);
                int bits = (seat == seats / 2 - 1 ? SeatMap.AISLE_AFTER : 0) + (end ? SeatMap.RESTRICTED_VIEW : 0);
                arc(builder, seat, seats, 2_900 + row * ROW_PITCH_CM, "circle", bits);
            }
        }
        return builder.build(0, 0);
    }

    private static void arc(SeatMapBuilder builder, int seat, int seats, int radius, String tier, int bits) {
        double angle = (seat - (seats - 1) / 2.0) * SEAT_PITCH_CM / radius;
        int x = (int) Math.round(radius * StrictMath.sin(angle));
        int y = (int) Math.round(radius * StrictMath.cos(angle));
        builder.seat(Integer.toString(seat + 1), null, tier, x, y, bits);
    }

    /** Two rings of forty blocks with straight rows around a pitch: 60,000 seats. Coordinates are centimetres. */
    static SeatMap stadium() {
        SeatMapBuilder builder = new SeatMapBuilder();
        for (int ring = 0; ring < 2; ring++) {
            for (int block = 0; block < 40; block++) {
                block(builder, ring, block);
            }
        }
        return builder.build(0, 0);
    }

    private static void block(SeatMapBuilder builder, int ring, int block) {
        double angle = 2 * Math.PI * block / 40;
        double outX = StrictMath.cos(angle);
        double outY = StrictMath.sin(angle);
        int seats = ring == 0 ? 24 : 36;
        int stepX = (int) Math.round(-50 * outY);
        int stepY = (int) Math.round(50 * outX);
        String tier = "category-" + (1 + 2 * ring + (Math.abs(outX) > 0.6 ? 1 : 0));
        int number = 100 * (ring + 1) + block + 1;
        builder.section(Integer.toString(number), "Block " + number, 100);
        for (int row = 0; row < 25; row++) {
            builder.row(Integer.toString(row + 1));
            double far = ring * 3_500 + row * 80;
            double firstX = (9_500 + far) * outX - (seats - 1) / 2.0 * stepX;
            double firstY = (7_500 + far) * outY - (seats - 1) / 2.0 * stepY;
            for (int seat = 0; seat < seats; seat++) {
                int place = seat % 2 == 0 ? SeatMap.ACCESSIBLE : SeatMap.COMPANION;
                int bits = (ring == 1 && seat == 17 ? SeatMap.AISLE_AFTER : 0)
                        + (ring == 0 && row == 24 && seat < 4 ? place : 0);
                int x = (int) Math.round(firstX) + seat * stepX;
                int y = (int) Math.round(firstY) + seat * stepY;
                builder.seat(Integer.toString(seat + 1), null, tier, x, y, bits);
            }
        }
    }
}
