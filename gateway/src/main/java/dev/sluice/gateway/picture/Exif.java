package dev.sluice.gateway.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Of all that cameras write beside a picture: how they were held. */
final class Exif {
    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int HIGHEST = 8;

    private Exif() {}

    /** From 1 to 8; {@link #UPRIGHT} where it does not say, or cannot be read. The bytes begin with the header of TIFF. */
    static int orientation(byte[] bytes, int from, int end) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(bytes, from, end - from).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
                    int orientation = tiff.getShort(entry + 8);
                    return orientation >= UPRIGHT && orientation <= HIGHEST ? orientation : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }
}
