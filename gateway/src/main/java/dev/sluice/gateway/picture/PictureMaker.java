package dev.sluice.gateway.picture;

import dev.sluice.engine.port.Pictures;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes pictures anew from what was sent, in several widths: nothing but pixels comes through, upright and in sRGB. What decoding takes is known and
 * bounded before it begins. It takes a processor for a second or more: not for an event loop, and one at a time. Any thread may use it.
 */
final class PictureMaker {
    static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";
    static final String WEBP = "image/webp";
    static final List<String> TYPES = List.of(JPEG, PNG, WEBP);

    /** Of lists on a phone, of lists, of a page, and of a page on a screen with many pixels. */
    private static final int[] WIDTHS = {320, 640, 1_280, 1_920};
    /** With alpha, pictures are far larger. */
    private static final int MAX_SEE_THROUGH_WIDTH = 1_280;

    private static final float QUALITY = 0.82f;
    /** Of the four of a JPEG in print colours, by Adobe's marker: whether the first three are coded as those of others are. */
    private static final int YCCK = 2;

    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
    private static final int ADOBE_TRANSFORM = 11;

    private PictureMaker() {}

    record Made(Pictures.Picture picture, List<Pictures.File> files) {}

    /**
     * @param type one of {@link #TYPES}
     * @throws UnusablePictureException if it is no such picture, or one that takes too much
     */
    static Made make(String hash, byte[] sent, String type) {
        Outline outline = outline(sent, type);
        Pixels pixels = decode(outline, type.substring(type.indexOf('/') + 1)).turned(outline.orientation());
        String encoding = pixels.isOpaque() ? JPEG : PNG;
        List<Pictures.File> files = new ArrayList<>();
        for (int width : widths(pixels)) {
            files.add(new Pictures.File(width, encoding, encode(pixels.to(width).image(), encoding)));
        }
        Pixels widest = pixels.to(files.getLast().width());
        return new Made(new Pictures.Picture(hash, widest.width(), widest.height()), files);
    }

    private static Outline outline(byte[] sent, String type) {
        boolean begins = switch (type) {
            case JPEG -> JpegOutline.begins(sent);
            case PNG -> PngOutline.begins(sent);
            default -> WebpOutline.begins(sent);
        };
        if (!begins) {
            throw new UnusablePictureException("is no " + type);
        }
        return switch (type) {
            case JPEG -> JpegOutline.of(sent);
            case PNG -> PngOutline.of(sent);
            default -> WebpOutline.of(sent);
        };
    }

    private static int[] widths(Pixels pixels) {
        int widest = Math.min(pixels.width(), pixels.isOpaque() ? WIDTHS[WIDTHS.length - 1] : MAX_SEE_THROUGH_WIDTH);
        return IntStream.concat(IntStream.of(WIDTHS).filter(width -> width < widest), IntStream.of(widest))
                .toArray();
    }

    /** No wider than the widest that is kept, whichever side that is once it is upright. */
    private static Pixels decode(Outline outline, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (MemoryCacheImageInputStream bytes =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(outline.needed()))) {
            reader.setInput(bytes, true, true);
            if (reader.getWidth(0) != outline.width() || reader.getHeight(0) != outline.height()) {
                throw new UnusablePictureException("says two things of its size");
            }
            Pixels.Rows rows = format.equals("jpeg") && outline.components() == 4
                    ? print(reader.readRaster(0, null), isYcck(outline.needed()))
                    : rows(reader.read(0));
            return Pixels.of(outline.width(), outline.height(), rows, reducedWidth(outline));
        } catch (UnusablePictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whatever a decoder makes of what somebody sent
            throw new UnusablePictureException("cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static int reducedWidth(Outline outline) {
        int most = WIDTHS[WIDTHS.length - 1];
        boolean lies = outline.orientation() > 4;
        int upright = lies ? outline.height() : outline.width();
        return upright <= most
                ? outline.width()
                : Math.max(1, Math.toIntExact((long) outline.width() * most / upright));
    }

    private static Pixels.Rows rows(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        if (colours != 1 || model instanceof IndexColorModel) {
            return (y, row) -> image.getRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
        }
        // What Java takes for light that adds up is as bright as it is written.
        Raster raster = image.getRaster();
        int[] greys = new int[image.getWidth()];
        int[] alphas = new int[image.getWidth()];
        int shift = model.getComponentSize(0) - Byte.SIZE;
        return (y, row) -> {
            raster.getSamples(0, y, row.length, 1, 0, greys);
            if (model.hasAlpha()) {
                raster.getSamples(0, y, row.length, 1, 1, alphas);
            }
            for (int x = 0; x < row.length; x++) {
                int grey = greys[x] >> shift;
                int alpha = model.hasAlpha() ? alphas[x] >> shift : 0xFF;
                row[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
            }
        };
    }

    /** Adobe writes cyan, magenta, yellow and black the other way round, and so does everybody. */
    private static Pixels.Rows print(Raster raster, boolean ycck) {
        int[] samples = new int[raster.getWidth() * 4];
        return (y, row) -> {
            raster.getPixels(0, y, row.length, 1, samples);
            for (int x = 0; x < row.length; x++) {
                int first = samples[4 * x];
                int second = samples[4 * x + 1];
                int third = samples[4 * x + 2];
                int light = samples[4 * x + 3];
                if (ycck) {
                    int luma = first;
                    double blue = second - 128.0;
                    double red = third - 128.0;
                    first = level(luma + 1.402 * red);
                    second = level(luma - 0.344136 * blue - 0.714136 * red);
                    third = level(luma + 1.772 * blue);
                }
                row[x] = 0xFF << 24 | first * light / 0xFF << 16 | second * light / 0xFF << 8 | third * light / 0xFF;
            }
        };
    }

    private static int level(double value) {
        return Math.clamp(Math.round(value), 0, 0xFF);
    }

    private static boolean isYcck(byte[] jpeg) {
        for (int at = 2; at + 4 + ADOBE_TRANSFORM < jpeg.length && (jpeg[at + 1] & 0xFF) != 0xDA; ) {
            int length = (jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF;
            if ((jpeg[at + 1] & 0xFF) == 0xEE && jpeg[at + 4] == ADOBE[0]) {
                return jpeg[at + 4 + ADOBE_TRANSFORM] == YCCK;
            }
            at += 2 + length;
        }
        return false;
    }

    private static byte[] encode(BufferedImage image, String type) {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (type.equals(JPEG)) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new IllegalStateException("a picture in memory is not written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
