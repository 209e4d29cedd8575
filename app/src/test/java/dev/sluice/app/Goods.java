package dev.sluice.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a sale of a test sells, and what must be true of it whatever happens. */
interface Goods {
    Goods COUNTED = new Counted();
    Goods SEATED = new Seated();
    Goods JOURNEY = new Journey();
    Goods RED_PACKET = new RedPacket();

    /** The {@code inventory} of a sale to create. */
    JsonObject inventory(long capacity);

    /** What a purchase asks for; the same chance asks for the same. */
    JsonObject purchase(int quantity, Random chance);

    /** Whether everybody who wants as many wants the same. */
    default boolean isAlike() {
        return true;
    }

    /** What nobody else may have beside the owner of a ticket with this {@code unit}. */
    default List<String> owned(JsonObject unit) {
        return List.of();
    }

    /** What is wrong with the rows of a sale that only this kind can have wrong. */
    default List<String> violations(SaleRows rows) {
        return List.of();
    }

    /** Units that cannot be told apart, at 10.00 each. */
    record Counted() implements Goods {
        @Override
        public JsonObject inventory(long capacity) {
            JsonObject price = new JsonObject().put("amount", 1_000).put("currency", "EUR");
            JsonObject tier = new JsonObject()
                    .put("id", SaleSpec.TIER)
                    .put("price", price)
                    .put("capacity", capacity);
            return new JsonObject().put("kind", "counted").put("tiers", new JsonArray().add(tier));
        }

        @Override
        public JsonObject purchase(int quantity, Random chance) {
            return new JsonObject().put("tier", SaleSpec.TIER).put("quantity", quantity);
        }
    }

    /** Seats of a hall with rows of ten: half of the purchases choose them, half take the best. */
    record Seated() implements Goods {
        private static final int ROW = 10;

        @Override
        public JsonObject inventory(long capacity) {
            JsonArray rows = new JsonArray();
            for (int i = 1; i <= capacity / ROW; i++) {
                rows.add(new JsonObject().put("label", "R" + i).put("seats", "1-" + ROW));
            }
            JsonObject section = new JsonObject().put("id", "hall").put("rows", rows);
            JsonObject price = new JsonObject().put("amount", 1_000).put("currency", "EUR");
            return new JsonObject()
                    .put("kind", "seated")
                    .put("orphans", "off")
                    .put(
                            "map",
                            new JsonObject().put("tier", SaleSpec.TIER).put("sections", new JsonArray().add(section)))
                    .put(
                            "tiers",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("id", SaleSpec.TIER)
                                            .put("price", price)));
        }

        @Override
        public JsonObject purchase(int quantity, Random chance) {
            if (chance.nextBoolean()) {
                return new JsonObject().put("bestAvailable", new JsonObject().put("quantity", quantity));
            }
            JsonArray seats = new JsonArray();
            int row = 1 + chance.nextInt(4);
            int first = 1 + chance.nextInt(ROW - quantity);
            for (int i = 0; i < quantity; i++) {
                seats.add("R" + row + "-" + (first + i));
            }
            return new JsonObject().put("seats", seats);
        }

        @Override
        public boolean isAlike() {
            return false;
        }

        @Override
        public List<String> owned(JsonObject unit) {
            return List.of("seat " + unit.getString("seat"));
        }
    }

    /** Seats of a train with five stops, from any to any later one. */
    record Journey() implements Goods {
        private static final List<String> STOPS = List.of("a", "b", "c", "d", "e");
        private static final int HOPS = 4;
        private static final int ROW = 2;

        /** A seat is taken once on each of the hops. */
        @Override
        public JsonObject inventory(long capacity) {
            JsonArray stops = new JsonArray();
            for (int i = 0; i <= HOPS; i++) {
                String time = "1" + i + ":00";
                JsonObject stop = new JsonObject().put("id", STOPS.get(i)).put("name", STOPS.get(i));
                if (i > 0) {
                    stop.put("arrives", time);
                }
                if (i < HOPS) {
                    stop.put("departs", time);
                }
                stops.add(stop);
            }
            JsonObject train = new JsonObject()
                    .put("id", "T1")
                    .put("name", "T1")
                    .put("timezone", "UTC")
                    .put("currency", "EUR")
                    .put("stops", stops)
                    .put(
                            "classes",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("id", SaleSpec.TIER)
                                            .put("name", "Standard")
                                            .put("hops", new JsonArray(List.of(300, 200, 400, 100)))))
                    .put(
                            "cars",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("id", "1")
                                            .put("class", SaleSpec.TIER)
                                            .put("rows", capacity / HOPS / ROW)
                                            .put("seats", "AB")));
            return new JsonObject()
                    .put("kind", "journey")
                    .put("date", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString())
                    .put("train", train);
        }

        @Override
        public JsonObject purchase(int quantity, Random chance) {
            int from = chance.nextInt(HOPS);
            int to = from + 1 + chance.nextInt(HOPS - from);
            return new JsonObject()
                    .put(
                            "journey",
                            new JsonObject()
                                    .put("from", STOPS.get(from))
                                    .put("to", STOPS.get(to))
                                    .put("class", SaleSpec.TIER)
                                    .put("quantity", quantity));
        }

        @Override
        public boolean isAlike() {
            return false;
        }

        @Override
        public List<String> owned(JsonObject unit) {
            List<String> owned = new ArrayList<>();
            int to = STOPS.indexOf(unit.getString("to"));
            for (int hop = STOPS.indexOf(unit.getString("from")); hop < to; hop++) {
                owned.add("seat " + unit.getString("car") + "/" + unit.getString("seat") + " from " + STOPS.get(hop));
            }
            return owned;
        }
    }

    /** A red packet with about ten minor units a share. */
    record RedPacket() implements Goods {
        @Override
        public JsonObject inventory(long capacity) {
            return new JsonObject()
                    .put("kind", "redPacket")
                    .put(
                            "total",
                            new JsonObject().put("amount", total(capacity)).put("currency", "EUR"))
                    .put("shares", capacity)
                    .put("split", capacity % 2 == 0 ? "doubleMean" : "uniformCuts");
        }

        private static long total(long capacity) {
            return 10 * capacity + 3;
        }

        @Override
        public JsonObject purchase(int quantity, Random chance) {
            return new JsonObject().put("quantity", quantity);
        }

        @Override
        public List<String> violations(SaleRows rows) {
            List<String> found = new ArrayList<>();
            long left = total(rows.sale().capacity())
                    - rows.rows().stream().mapToLong(SaleRows.Row::amount).sum();
            long sharesLeft = rows.sale().capacity() - rows.rows().size();
            if (left < sharesLeft || (sharesLeft == 0 && left != 0)) {
                found.add(rows.sale().id() + ": " + left + " left for " + sharesLeft + " shares");
            }
            rows.rows().stream()
                    .filter(row -> row.amount() < 1 || !row.status().equals("CONFIRMED"))
                    .forEach(row -> found.add(row + " is no share"));
            return found;
        }
    }
}
