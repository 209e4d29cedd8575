package dev.sluice.sale;

import dev.sluice.sale.draw.EntryTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was entered for a draw, a row a buyer, numbered from 0 in the order in which they came. A row takes 44 bytes, six to eleven in the index, and
 * what its user's name takes in UTF-8 and two more; there are no objects. Room for more is added in pieces, and the index is in parts that grow by
 * themselves, so that nothing long is made or copied at once.
 */
final class EntryRows {
    private static final int PIECE_BITS = 12;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final int PART_BITS = 8;
    private static final int MIN_SLOTS = 4;

    /** Of a row: its buyer's digest, and its blind. */
    private static final int WORDS = 4;

    /** Of a row: its wish, its selection, and where its user's name is. */
    private static final int NUMBERS = 3;

    /** A wish is a quantity, a tier above it, and whether it was withdrawn. */
    private static final int QUANTITY_BITS = 16;

    private static final int QUANTITY = (1 << QUANTITY_BITS) - 1;
    private static final int WITHDRAWN = 1 << 31;

    private static final int NAMES_BITS = 16;
    private static final int NAMES_PIECE = 1 << NAMES_BITS;
    private static final int MAX_NAMES_PIECES = 1 << Integer.SIZE - 1 - NAMES_BITS;

    private final List<long[]> words = new ArrayList<>();
    private final List<int[]> numbers = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private int namesUsed = NAMES_PIECE;

    /** By the first bits of the buyer's digest. */
    private final Part[] parts = new Part[1 << PART_BITS];

    /** There are few that differ. */
    private final List<Selection> selections = new ArrayList<>();

    private final Map<Selection, Integer> numberOfSelection = new HashMap<>();
    private int size;
    private int withdrawn;

    /** A part of the index: by the next bits of the digest, then whichever slot is vacant next: a row and one more; 0 for none. At most two in three are taken. */
    private static final class Part {
        private int[] slots = new int[MIN_SLOTS];
        private int taken;

        private int slot(long high) {
            return (int) (high << PART_BITS >>> Long.SIZE - Integer.numberOfTrailingZeros(slots.length));
        }

        private int next(int slot) {
            return slot + 1 & slots.length - 1;
        }

        private void put(long high, int row) {
            int slot = slot(high);
            while (slots[slot] != 0) {
                slot = next(slot);
            }
            slots[slot] = row + 1;
        }
    }

    EntryRows() {
        Arrays.setAll(parts, _ -> new Part());
    }

    int size() {
        return size;
    }

    /** Those that count. */
    int entered() {
        return size - withdrawn;
    }

    /** Whether there is room for a user's name of so many bytes in UTF-8. */
    boolean hasRoom(int nameBytes) {
        return names.size() < MAX_NAMES_PIECES || namesUsed + Short.BYTES + nameBytes <= NAMES_PIECE;
    }

    /** The row of this buyer, or -1. */
    int find(UUID buyer) {
        Part part = part(buyer.getMostSignificantBits());
        for (int slot = part.slot(buyer.getMostSignificantBits()); part.slots[slot] != 0; slot = part.next(slot)) {
            int row = part.slots[slot] - 1;
            if (word(row, 0) == buyer.getMostSignificantBits() && word(row, 1) == buyer.getLeastSignificantBits()) {
                return row;
            }
        }
        return -1;
    }

    /** Adds the row of a buyer who has none. */
    int add(EntryState entry, String user) {
        int row = size++;
        if (row % PIECE == 0) {
            words.add(new long[WORDS * PIECE]);
            numbers.add(new int[NUMBERS * PIECE]);
        }
        setWord(row, 0, entry.buyer().getMostSignificantBits());
        setWord(row, 1, entry.buyer().getLeastSignificantBits());
        setNumber(row, 2, name(user.getBytes(StandardCharsets.UTF_8)));
        index(row);
        write(row, entry);
        withdrawn += entry.withdrawn() ? 1 : 0;
        return row;
    }

    /** Puts another entry of the same buyer in place of the one that is there. */
    void replace(int row, EntryState entry) {
        withdrawn += (entry.withdrawn() ? 1 : 0) - (isWithdrawn(row) ? 1 : 0);
        write(row, entry);
    }

    private void write(int row, EntryState entry) {
        setWord(row, 2, entry.blind().getMostSignificantBits());
        setWord(row, 3, entry.blind().getLeastSignificantBits());
        setNumber(row, 0, entry.quantity() | entry.tier() << QUANTITY_BITS | (entry.withdrawn() ? WITHDRAWN : 0));
        setNumber(row, 1, numberOfSelection.computeIfAbsent(entry.selection(), another -> {
            selections.add(another);
            return selections.size() - 1;
        }));
    }

    UUID buyer(int row) {
        return new UUID(word(row, 0), word(row, 1));
    }

    UUID blind(int row) {
        return new UUID(word(row, 2), word(row, 3));
    }

    int quantity(int row) {
        return number(row, 0) & QUANTITY;
    }

    int tier(int row) {
        return (number(row, 0) & ~WITHDRAWN) >>> QUANTITY_BITS;
    }

    boolean isWithdrawn(int row) {
        return (number(row, 0) & WITHDRAWN) != 0;
    }

    Selection selection(int row) {
        return selections.get(number(row, 1));
    }

    String user(int row) {
        return new String(name(row), StandardCharsets.UTF_8);
    }

    /** Adds its leaf to a tree, with its number beside it. */
    void addTo(EntryTree.Builder tree, int row, SaleTerms terms) {
        byte[] blind = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(word(row, 2))
                .putLong(word(row, 3))
                .array();
        String tier =
                terms.tiers().size() == 1 ? "" : terms.tiers().get(tier(row)).id();
        tree.add(name(row), blind, tier, quantity(row), selection(row).text(), row);
    }

    private byte[] name(int row) {
        int at = number(row, 2);
        byte[] piece = names.get(at >>> NAMES_BITS);
        int from = at & NAMES_PIECE - 1;
        int length = ByteBuffer.wrap(piece).getShort(from);
        return Arrays.copyOfRange(piece, from + Short.BYTES, from + Short.BYTES + length);
    }

    /** Returns where it is from now on. */
    private int name(byte[] name) {
        if (namesUsed + Short.BYTES + name.length > NAMES_PIECE) {
            names.add(new byte[NAMES_PIECE]);
            namesUsed = 0;
        }
        int at = names.size() - 1 << NAMES_BITS | namesUsed;
        ByteBuffer.wrap(names.getLast())
                .putShort(namesUsed, (short) name.length)
                .put(namesUsed + Short.BYTES, name);
        namesUsed += Short.BYTES + name.length;
        return at;
    }

    private void index(int row) {
        Part part = part(word(row, 0));
        part.taken++;
        if (3L * part.taken > 2L * part.slots.length) {
            int[] before = part.slots;
            part.slots = new int[2 * before.length];
            for (int slot : before) {
                if (slot != 0) {
                    part.put(word(slot - 1, 0), slot - 1);
                }
            }
        }
        part.put(word(row, 0), row);
    }

    private Part part(long high) {
        return parts[(int) (high >>> Long.SIZE - PART_BITS)];
    }

    private long word(int row, int which) {
        return words.get(row >>> PIECE_BITS)[WORDS * (row & PIECE - 1) + which];
    }

    private void setWord(int row, int which, long value) {
        words.get(row >>> PIECE_BITS)[WORDS * (row & PIECE - 1) + which] = value;
    }

    private int number(int row, int which) {
        return numbers.get(row >>> PIECE_BITS)[NUMBERS * (row & PIECE - 1) + which];
    }

    private void setNumber(int row, int which, int value) {
        numbers.get(row >>> PIECE_BITS)[NUMBERS * (row & PIECE - 1) + which] = value;
    }
}
