package dev.sluice.engine.port;

import java.util.List;

/**
 * Pictures of merchants, by the SHA-256 of what was sent, in hexadecimal digits: whatever is found under a hash is the same for ever. Every method throws the
 * {@link LedgerException} that fits if the ledger does not do it.
 */
public interface Pictures {
    /** Of one merchant. */
    int MAX_OF_ONE = 2_000;

    /** So long after it was sent, or a sale or a draft was told to show it, no picture is taken away: that may not be kept yet. */
    int KEPT_SECONDS = 60;

    /** A picture in one width, encoded. */
    record File(int width, String type, byte[] content) {}

    /** @param height of the widest file, as {@code width} is */
    record Picture(String hash, int width, int height) {}

    /**
     * One that is somebody's.
     *
     * @param sentMicros when it was sent first, since 1970: which one it is in a list
     */
    record Own(Picture picture, long sentMicros) {}

    /** What became of a wish to take a picture away. */
    enum Removal {
        GONE,
        UNKNOWN,
        IN_USE
    }

    /** The picture, if it is here, and is this merchant's from now on; null if it has to be kept first. */
    Picture adopt(String hash, String merchant);

    /**
     * Keeps a picture as this merchant's. If it is here already, what is here stays.
     *
     * @return false if the merchant has as many as one may have
     */
    boolean keep(Picture picture, List<File> files, String merchant);

    /** Whether it is this merchant's, who is about to show it. */
    boolean name(String hash, String merchant);

    /** This merchant's, what was sent last first: so many of those that were sent before a time at most. */
    List<Own> list(String merchant, long beforeMicros, int limit);

    /** The narrowest file that is at least so wide, or the widest; null if there is no such picture. */
    File find(String hash, int width);

    /** Takes it away from this merchant, unless a sale or a draft of theirs shows it; and for good once it is nobody's. */
    Removal remove(String hash, String merchant);

    /** Where there are none, and none can be kept. */
    Pictures NONE = new Pictures() {
        @Override
        public Picture adopt(String hash, String merchant) {
            return null;
        }

        @Override
        public boolean keep(Picture picture, List<File> files, String merchant) {
            return false;
        }

        @Override
        public boolean name(String hash, String merchant) {
            return false;
        }

        @Override
        public List<Own> list(String merchant, long beforeMicros, int limit) {
            return List.of();
        }

        @Override
        public File find(String hash, int width) {
            return null;
        }

        @Override
        public Removal remove(String hash, String merchant) {
            return Removal.UNKNOWN;
        }
    };
}
