package dev.sluice.sale.draw;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hashes of leaves, each with a number beside it. Room for more is made in pieces, so that nothing long is made or copied at once, however
 * many there are. A hash is four words, the highest byte first. For one thread.
 */
final class LeafList {
    /** Words of a hash. */
    static final int WORDS = 4;

    private static final int PIECE_BITS = 12;
    private static final int PIECE = 1 << PIECE_BITS;

    private long[][] hashes = new long[1][];
    private int[][] numbers = new int[1][];
    private int size;

    int size() {
        return size;
    }

    void add(byte[] hash, int number) {
        int piece = size >>> PIECE_BITS;
        if ((size & PIECE - 1) == 0) {
            if (piece == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * piece);
                numbers = Arrays.copyOf(numbers, 2 * piece);
            }
            hashes[piece] = new long[WORDS * PIECE];
            numbers[piece] = new int[PIECE];
        }
        int index = size++;
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        for (int word = 0; word < WORDS; word++) {
            hashes[piece][at(index) + word] = bytes.getLong();
        }
        numbers[piece][index & PIECE - 1] = number;
    }

    int number(int index) {
        return numbers[index >>> PIECE_BITS][index & PIECE - 1];
    }

    long word(int index, int word) {
        return hashes[index >>> PIECE_BITS][at(index) + word];
    }

    byte[] bytes(int index) {
        ByteBuffer bytes = ByteBuffer.allocate(DrawDigest.BYTES);
        for (int word = 0; word < WORDS; word++) {
            bytes.putLong(word(index, word));
        }
        return bytes.array();
    }

    /** Copies hashes; those of a block that begins at a multiple of its size, a power of two up to 4,096, or of a part of one. */
    void copy(int from, int count, long[] into) {
        System.arraycopy(hashes[from >>> PIECE_BITS], at(from), into, 0, WORDS * count);
    }

    /** As their bytes compare. */
    int compare(int one, int other) {
        long[] some = hashes[one >>> PIECE_BITS];
        long[] others = hashes[other >>> PIECE_BITS];
        int a = at(one);
        int b = at(other);
        for (int word = 0; word < WORDS; word++) {
            int compared = Long.compareUnsigned(some[a + word], others[b + word]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    void swap(int one, int other) {
        int[] someNumbers = numbers[one >>> PIECE_BITS];
        int[] otherNumbers = numbers[other >>> PIECE_BITS];
        int kept = someNumbers[one & PIECE - 1];
        someNumbers[one & PIECE - 1] = otherNumbers[other & PIECE - 1];
        otherNumbers[other & PIECE - 1] = kept;
        long[] some = hashes[one >>> PIECE_BITS];
        long[] others = hashes[other >>> PIECE_BITS];
        int a = at(one);
        int b = at(other);
        for (int word = 0; word < WORDS; word++) {
            long keptWord = some[a + word];
            some[a + word] = others[b + word];
            others[b + word] = keptWord;
        }
    }

    private static int at(int index) {
        return WORDS * (index & PIECE - 1);
    }
}
