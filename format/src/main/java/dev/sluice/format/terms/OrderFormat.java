package dev.sluice.format.terms;

import dev.sluice.format.draw.FairnessJson;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Mode;
import dev.sluice.sale.Order;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;

/**
 * The order of a sale as JSON: {@code mode}, and where that is not {@code FIRST_COME} its {@code order} and {@code fairness}. It is written so
 * for merchants, in the ledger and between processes. Any thread may use it.
 */
public final class OrderFormat {
    private OrderFormat() {}

    /** As members of what is being written. */
    public static void write(JsonWriter json, Order order) throws IOException {
        json.writeStringField("mode", order.mode().name());
        if (order.fairness() == null) {
            return;
        }
        json.writeObjectFieldStart("order");
        switch (order) {
            case Order.FirstCome _ -> {}
            case Order.Shuffled shuffled -> write(json, shuffled);
            case Order.Lottery lottery -> write(json, lottery);
            case Order.Split split -> {
                write(json, split.lottery());
                if (split.rest() != null) {
                    write(json, split.rest());
                }
                json.writeDecimalField("lotteryShare", split.lotteryTenThousandths(), DECIMALS);
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("fairness");
        FairnessJson.write(json, order.fairness());
        json.writeEndObject();
    }

    private static final int DECIMALS = 4;

    private static void write(JsonWriter json, Order.Shuffled shuffled) throws IOException {
        Json.time(json, "gatherFrom", shuffled.gatherFromMillis());
        if (shuffled.gatherUntilMillis() != 0) {
            Json.time(json, "gatherUntil", shuffled.gatherUntilMillis());
        }
    }

    private static void write(JsonWriter json, Order.Lottery lottery) throws IOException {
        Json.time(json, "entriesFrom", lottery.entriesFromMillis());
        Json.time(json, "entriesUntil", lottery.entriesUntilMillis());
        json.writeNumberField("payWithinSeconds", lottery.payWithinSeconds());
    }

    /**
     * Reads the members of what a merchant wrote. What it does not name stays; with another mode it is all said anew.
     *
     * @param before the order until now
     * @return what means nothing, with errors, where it is wrong
     */
    public static Order read(FieldReader json, Order before) {
        Mode mode = json.oneOf("mode", Mode.class, before.mode());
        boolean stays = mode == before.mode();
        if (mode == Mode.FIRST_COME) {
            refuse(json, "order", json.object("order", false) != null);
            refuse(json, "fairness", json.object("fairness", false) != null);
            return Order.FIRST_COME;
        }
        FieldReader promise = json.object("fairness", !stays);
        Fairness fairness = promise == null ? before.fairness() : FairnessJson.read(promise);
        int errors = json.errors().count();
        FieldReader order = json.object("order", !stays);
        if (order == null) {
            return fairness == null ? before : with(before, fairness);
        }
        Order read = read(order, mode, fairness);
        order.refuseOthers();
        return read == null || json.errors().count() > errors ? before : read;
    }

    private static void refuse(FieldReader json, String name, boolean there) {
        if (there) {
            json.wrong(name, "is not said with the mode FIRST_COME");
        }
    }

    private static Order with(Order order, Fairness fairness) {
        return switch (order) {
            case Order.FirstCome first -> first;
            case Order.Shuffled o -> new Order.Shuffled(o.gatherFromMillis(), o.gatherUntilMillis(), fairness);
            case Order.Lottery o ->
                new Order.Lottery(o.entriesFromMillis(), o.entriesUntilMillis(), o.payWithinSeconds(), fairness);
            case Order.Split o ->
                new Order.Split(
                        (Order.Lottery) with(o.lottery(), fairness),
                        o.rest() == null ? null : (Order.Shuffled) with(o.rest(), fairness),
                        o.lotteryTenThousandths());
        };
    }

    /** All fields are read, so that all that is wrong is told; null if there is no fairness. */
    private static Order read(FieldReader order, Mode mode, Fairness fairness) {
        boolean enters = mode != Mode.SHUFFLED;
        boolean gathers = mode == Mode.SHUFFLED || order.has("gatherFrom") || order.has("gatherUntil");
        long entriesFrom = enters ? order.time("entriesFrom", null) : 0;
        long entriesUntil = enters ? order.time("entriesUntil", null) : 0;
        int pay = enters ? (int) order.number("payWithinSeconds", 1, Order.MAX_PAY_SECONDS, null) : 1;
        int share = mode == Mode.SPLIT ? share(order) : 1;
        boolean shuffles = mode == Mode.SHUFFLED || (mode == Mode.SPLIT && gathers);
        long gatherFrom = shuffles ? order.time("gatherFrom", null) : 0;
        long gatherUntil = shuffles && order.has("gatherUntil") ? order.time("gatherUntil", null) : 0;
        if (fairness == null) {
            return null;
        }
        Order.Shuffled shuffled = shuffles ? new Order.Shuffled(gatherFrom, gatherUntil, fairness) : null;
        return switch (mode) {
            case FIRST_COME -> Order.FIRST_COME;
            case SHUFFLED -> shuffled;
            case LOTTERY -> new Order.Lottery(entriesFrom, entriesUntil, pay, fairness);
            case SPLIT -> new Order.Split(new Order.Lottery(entriesFrom, entriesUntil, pay, fairness), shuffled, share);
        };
    }

    private static int share(FieldReader order) {
        double share = order.raw("lotteryShare") instanceof Number number ? number.doubleValue() : Double.NaN;
        double parts = share * Order.Split.WHOLE;
        int whole = (int) Math.round(parts);
        if (whole >= 1 && whole < Order.Split.WHOLE && Math.abs(parts - whole) < 1e-6) {
            return whole;
        }
        order.wrong("lotteryShare", "is above 0 and below 1, with at most " + DECIMALS + " decimals");
        return 1;
    }

    /** What is kept of it, a JSON object; null of the order of the queue. */
    public static String store(Order order) {
        return order.fairness() == null
                ? null
                : Json.text(json -> {
                    json.writeStartObject();
                    write(json, order);
                    json.writeEndObject();
                });
    }

    /**
     * What {@link #store} made of it.
     *
     * @throws dev.sluice.json.InvalidFieldsException if it is not understood: a newer release wrote it
     */
    public static Order restore(String stored) {
        if (stored == null) {
            return Order.FIRST_COME;
        }
        FieldErrors errors = new FieldErrors();
        FieldReader json = new FieldReader("", JsonTree.object(stored), errors);
        Order order = read(json, Order.FIRST_COME);
        json.refuseOthers();
        errors.throwIfAny();
        return order;
    }
}
