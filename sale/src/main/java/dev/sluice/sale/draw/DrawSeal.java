package dev.sluice.sale.draw;

/**
 * What was told of the entries when they were closed. Whoever noted it sees any change after that.
 *
 * @param root of the {@link EntryTree}, in hexadecimal digits
 * @param atMillis when, since 1970
 */
public record DrawSeal(String root, int entries, long atMillis) {
    public DrawSeal {
        DrawDigest.require(DrawDigest.isHash(root), "a root is 32 bytes in small hexadecimal digits");
        DrawDigest.require(
                entries >= 0 && entries <= EntryTree.MAX_ENTRIES,
                "entries are a whole number from 0 to " + EntryTree.MAX_ENTRIES);
    }
}
