package dev.sluice.gateway.picture;

/**
 * What a file says of its picture before anything of that is decoded, and the same file without all that is not needed to decode it.
 *
 * @param bytesAPixel once it is decoded; at least 1
 * @param components of each pixel; 4 of a JPEG are not red, green and blue
 * @param orientation how it is to be turned, from 1 to 8, as EXIF counts it
 * @param needed what a decoder is given
 */
record Outline(int width, int height, int bytesAPixel, int components, int orientation, byte[] needed) {
    static final int MAX_SIDE = 16_000;
    static final long MAX_PIXELS = 24_000_000;
    static final long MAX_DECODED_BYTES = 96L << 20;

    /** @throws UnusablePictureException if decoding it would take too much */
    Outline {
        if (width < 1 || height < 1) {
            throw new UnusablePictureException("has no pixels");
        }
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new UnusablePictureException("is " + width + " by " + height + " pixels: at most " + MAX_SIDE
                    + " on a side, and " + MAX_PIXELS / 1_000_000 + " million of them");
        }
        if ((long) width * height * bytesAPixel > MAX_DECODED_BYTES) {
            throw new UnusablePictureException(
                    "is too large for how deep its colours are: save it with 8 bits a colour");
        }
    }
}
