package dev.sluice.queue.wire;

import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.EntryStatus;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries and draws, each field after the other. Any thread may use it. */
final class DrawBytes {
    static final Codes<DrawAnswer> ANSWERS = new Codes<>(
            "answer to a value",
            List.of(DrawAnswer.TAKEN, DrawAnswer.KNOWN, DrawAnswer.WRONG, DrawAnswer.TOO_EARLY, DrawAnswer.WAIVED));

    /** By the number that stands for it, the first being 0. */
    private static final List<EntryStatus> STATUSES =
            List.of(EntryStatus.ENTERED, EntryStatus.WITHDRAWN, EntryStatus.LOST, EntryStatus.CALLED_OFF);

    private DrawBytes() {}

    static void write(ByteWriter bytes, EntryState entry) {
        bytes.id(entry.id());
        bytes.id(entry.buyer());
        bytes.number(entry.tier());
        bytes.number(entry.quantity());
        StateBytes.write(bytes, entry.selection());
        bytes.id(entry.blind());
        bytes.octet(STATUSES.indexOf(entry.status()));
        bytes.number(entry.place());
    }

    static EntryState entry(ByteReader bytes) {
        return new EntryState(
                bytes.id(),
                bytes.id(),
                bytes.integer(),
                bytes.integer(),
                StateBytes.selection(bytes),
                bytes.id(),
                status(bytes),
                bytes.integer());
    }

    private static EntryStatus status(ByteReader bytes) {
        int number = bytes.octet();
        if (number >= STATUSES.size()) {
            throw new UnreadableFrameException("no status of an entry has the number " + number);
        }
        return STATUSES.get(number);
    }

    static void write(ByteWriter bytes, BeaconValue value) {
        bytes.text(value.signature());
        bytes.text(value.previous());
    }

    static BeaconValue value(ByteReader bytes) {
        return new BeaconValue(bytes.textOrNull(), bytes.textOrNull());
    }

    static void write(ByteWriter bytes, DrawState state) {
        Draw draw = state.draw();
        Fairness fairness = draw.fairness();
        bytes.text(draw.sale());
        bytes.unsigned(fairness.parties().size());
        for (String party : fairness.parties()) {
            bytes.text(party);
            bytes.text(draw.secrets().get(party));
        }
        bytes.flag(fairness.beacon() != null);
        if (fairness.beacon() != null) {
            bytes.text(fairness.beacon().chain());
            bytes.number(fairness.beacon().round());
            bytes.flag(draw.beacon() != null);
            if (draw.beacon() != null) {
                write(bytes, draw.beacon());
            }
        }
        bytes.flag(fairness.unproven());
        bytes.flag(draw.waived());
        bytes.flag(draw.seal() != null);
        if (draw.seal() != null) {
            bytes.text(draw.seal().root());
            bytes.number(draw.seal().entries());
            bytes.number(draw.seal().atMillis());
        }
        bytes.number(state.drawnAtMillis());
        bytes.number(state.served());
        bytes.unsigned(state.taken().size());
        state.taken().forEach(bytes::number);
    }

    static DrawState draw(ByteReader bytes) {
        String sale = bytes.textOrNull();
        int count = bytes.count(2);
        List<String> parties = new ArrayList<>(count);
        Map<String, String> secrets = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String party = bytes.textOrNull();
            String secret = bytes.textOrNull();
            parties.add(party);
            if (secret != null) {
                secrets.put(party, secret);
            }
        }
        BeaconRound round = null;
        BeaconValue value = null;
        if (bytes.flag()) {
            round = new BeaconRound(bytes.textOrNull(), bytes.number());
            value = bytes.flag() ? value(bytes) : null;
        }
        Fairness fairness = new Fairness(parties, round, bytes.flag());
        boolean waived = bytes.flag();
        DrawSeal seal = bytes.flag() ? new DrawSeal(bytes.textOrNull(), bytes.integer(), bytes.number()) : null;
        Draw draw = new Draw(sale, fairness, seal, secrets, value, waived);
        return new DrawState(draw, bytes.number(), bytes.integer(), taken(bytes));
    }

    private static List<Long> taken(ByteReader bytes) {
        int count = bytes.count(1);
        List<Long> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(bytes.number());
        }
        return taken;
    }
}
