package dev.sluice.gateway.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.engine.port.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureMakerTest {
    private static final String HASH = "0a".repeat(32);
    /** What comes back of a colour after JPEG. */
    private static final int CLOSE = 12;

    @Test
    void aPictureIsMadeInSeveralWidthsAndNoLargerThanItIs() throws IOException {
        PictureMaker.Made made = jpeg(write(quarters(3_000, 1_500), "jpeg"));

        assertThat(made.picture()).isEqualTo(new Pictures.Picture(HASH, 1_920, 960));
        assertThat(made.files()).extracting(Pictures.File::width).containsExactly(320, 640, 1_280, 1_920);
        assertThat(made.files()).extracting(Pictures.File::type).containsOnly(PictureMaker.JPEG);
        for (Pictures.File file : made.files()) {
            BufferedImage image = read(file);
            assertThat(image.getWidth()).isEqualTo(file.width());
            assertThat(image.getHeight()).isEqualTo(file.width() / 2);
            assertQuarters(image, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        }
        assertThat(jpeg(write(quarters(500, 300), "jpeg")).files())
                .extracting(Pictures.File::width)
                .containsExactly(320, 500);
    }

    @Test
    void theSmallestPictureThereIsStaysAsItIs() throws IOException {
        for (String format : List.of("jpeg", "png")) {
            BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            dot.setRGB(0, 0, 0x808080);
            PictureMaker.Made made = PictureMaker.make(HASH, write(dot, format), "image/" + format);
            assertThat(made.picture()).isEqualTo(new Pictures.Picture(HASH, 1, 1));
            assertThat(made.files()).hasSize(1);
        }
        for (int[] size : new int[][] {{2_500, 1}, {1, 2_500}, {1_921, 3}}) {
            PictureMaker.Made made = png(write(quarters(size[0], size[1]), "png"));
            assertThat(read(made.files().getLast()).getWidth()).isEqualTo(Math.min(1_920, size[0]));
        }
    }

    /** As telephones write it: the pixels lie, and a tag says how they were held. */
    @Test
    void aPictureIsTurnedAsTheCameraWasHeld() throws IOException {
        Color[][] upright = {
            {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE},
            {Color.GREEN, Color.RED, Color.WHITE, Color.BLUE},
            {Color.WHITE, Color.BLUE, Color.GREEN, Color.RED},
            {Color.BLUE, Color.WHITE, Color.RED, Color.GREEN},
            {Color.RED, Color.BLUE, Color.GREEN, Color.WHITE},
            {Color.BLUE, Color.RED, Color.WHITE, Color.GREEN},
            {Color.WHITE, Color.GREEN, Color.BLUE, Color.RED},
            {Color.GREEN, Color.WHITE, Color.RED, Color.BLUE}
        };
        byte[] lying = write(quarters(60, 40), "jpeg");
        for (boolean large : new boolean[] {true, false}) {
            for (int orientation = 1; orientation <= 8; orientation++) {
                PictureMaker.Made made = jpeg(withExif(lying, exif(orientation, large)));
                BufferedImage image = read(made.files().getLast());
                assertThat(image.getWidth()).isEqualTo(orientation > 4 ? 40 : 60);
                assertQuarters(image, upright[orientation - 1]);
            }
        }
        for (byte[] broken :
                List.of(exif(9, true), new byte[0], new byte[] {'I'}, new byte[] {'I', 'I', 42, 0, -1, -1, -1, 127})) {
            assertQuarters(read(jpeg(withExif(lying, broken)).files().getLast()), upright[0]);
        }
        PictureMaker.Made tall = jpeg(withExif(write(quarters(3_000, 2_000), "jpeg"), exif(6, true)));
        assertThat(tall.picture()).isEqualTo(new Pictures.Picture(HASH, 1_920, 2_880));
    }

    @Test
    void nothingButPixelsComesThrough() throws IOException {
        byte[] secret = "<script>alert('GPS 47.3769 N')</script>PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1);
        byte[] photo = write(quarters(400, 200), "jpeg");
        byte[] commented = insert(photo, 2, segment(0xFE, secret));
        byte[] sent = concat(withExif(commented, concat(exif(1, true), secret)), secret);
        byte[] drawing = write(quarters(400, 200), "png");
        byte[] noted = concat(
                insert(drawing, 33, chunk("tEXt", concat("note\0".getBytes(StandardCharsets.ISO_8859_1), secret))),
                secret);

        for (PictureMaker.Made made : List.of(jpeg(sent), png(noted))) {
            for (Pictures.File file : made.files()) {
                String bytes = new String(file.content(), StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain("script", "GPS", "PK\u0003\u0004", "Exif", "tEXt");
            }
            assertQuarters(read(made.files().getLast()), Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        }
    }

    /** Each says that it is far larger than what it has, or what it has grows far beyond. */
    @Test
    void whatWouldTakeTooMuchIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] drawing = write(quarters(40, 20), "png");
        assertRefused(PictureMaker.PNG, sized(drawing, 20_000, 20_000), "20000 by 20000");
        assertRefused(PictureMaker.PNG, sized(drawing, Integer.MAX_VALUE, 2), "pixels");
        assertRefused(PictureMaker.PNG, sized(drawing, 5_000, 5_000), "24 million");
        assertRefused(PictureMaker.PNG, sized(drawing, 0, 5), "no pixels");
        assertRefused(PictureMaker.PNG, sized(drawing, -4, 5), "no pixels");
        assertRefused(PictureMaker.PNG, deep(4_800, 4_800), "8 bits");
        byte[] photo = write(quarters(40, 20), "jpeg");
        byte[] huge = photo.clone();
        int frame = find(photo, 0xC0);
        Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xFF);
        assertRefused(PictureMaker.JPEG, huge, "65535 by 65535");
        byte[] scan = scan(photo);
        byte[] scans = photo;
        for (int i = 0; i < 70; i++) {
            scans = insert(scans, find(scans, 0xDA), scan);
        }
        assertRefused(PictureMaker.JPEG, scans, "scans");
    }

    /** A text that unfolds to a gigabyte is passed over. */
    @Test
    void whatStandsBesideThePixelsIsNotUnfolded() throws IOException {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes("note\0\0".getBytes(StandardCharsets.ISO_8859_1));
        byte[] zeros = new byte[1 << 20];
        byte[] out = new byte[1 << 16];
        for (int mebibytes = 0; mebibytes < 64; mebibytes++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                bomb.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            bomb.write(out, 0, deflater.deflate(out));
        }
        byte[] drawing = write(quarters(40, 20), "png");

        PictureMaker.Made made = png(insert(drawing, 33, chunk("zTXt", bomb.toByteArray())));

        assertQuarters(read(made.files().getLast()), Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
    }

    @Test
    void whatIsNoWholePictureIsRefused() throws IOException {
        byte[] photo = write(quarters(400, 200), "jpeg");
        byte[] drawing = write(quarters(400, 200), "png");
        assertRefused(PictureMaker.PNG, photo, "is no image/png");
        assertRefused(PictureMaker.JPEG, drawing, "is no image/jpeg");
        assertRefused(PictureMaker.JPEG, "GIF89a".getBytes(StandardCharsets.ISO_8859_1), "is no image/jpeg");
        assertRefused(PictureMaker.JPEG, new byte[0], "is no image/jpeg");
        assertRefused(PictureMaker.JPEG, "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8), "is no image/jpeg");
        for (int end = 2; end < photo.length; end += Math.max(1, photo.length / 200)) {
            assertRefused(PictureMaker.JPEG, Arrays.copyOf(photo, end), "");
        }
        for (int end = 1; end < drawing.length; end += Math.max(1, drawing.length / 200)) {
            assertRefused(PictureMaker.PNG, Arrays.copyOf(drawing, end), "");
        }
    }

    /** It is a picture, or it is refused; nothing else becomes of it. */
    @Test
    void whateverIsBrokenIsRefusedOrShown() throws IOException {
        Random random = new Random(7);
        for (String format : List.of("jpeg", "png")) {
            byte[] whole = write(quarters(64, 64), format);
            for (int i = 0; i < 2_000; i++) {
                byte[] broken = whole.clone();
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(PictureMaker.make(HASH, broken, "image/" + format)
                                    .files())
                            .isNotEmpty();
                } catch (UnusablePictureException e) {
                    assertThat(e).hasMessageMatching("(is|has|says|ends|does|cannot).*");
                }
            }
        }
    }

    @Test
    void greyAndDeepAndFewColoursAreTaken() throws IOException {
        BufferedImage grey = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage deepGrey = new BufferedImage(50, 50, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 50; x++) {
                grey.getRaster().setSample(x, y, 0, 100);
                deepGrey.getRaster().setSample(x, y, 0, 100 * 257);
            }
        }
        BufferedImage few = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_INDEXED);
        paint(few, new Color(100, 100, 100));
        for (PictureMaker.Made made : List.of(
                jpeg(write(grey, "jpeg")),
                png(write(grey, "png")),
                png(write(deepGrey, "png")),
                png(write(few, "png")))) {
            assertThat(new Color(read(made.files().getLast()).getRGB(25, 25)).getGreen())
                    .isCloseTo(100, within(CLOSE));
        }
        PictureMaker.Made deep = png(deep(60, 40));
        assertThat(deep.files().getLast().type()).isEqualTo(PictureMaker.PNG);
        assertThat(read(deep.files().getLast()).getRGB(10, 10)).isEqualTo(0x80FF8000);
    }

    @Test
    void whatIsSeenThroughStaysSo() throws IOException {
        BufferedImage logo = new BufferedImage(2_000, 1_000, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = logo.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 1_000, 1_000);
        graphics.dispose();

        PictureMaker.Made made = png(write(logo, "png"));

        assertThat(made.files()).extracting(Pictures.File::type).containsOnly(PictureMaker.PNG);
        BufferedImage widest = read(made.files().getLast());
        assertThat(widest.getWidth()).isEqualTo(1_280);
        assertThat(widest.getRGB(300, 300)).isEqualTo(0xFFFF0000);
        assertThat(widest.getRGB(1_000, 300) >>> 24).isZero();
        BufferedImage hidden = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        assertThat(png(write(hidden, "png")).files().getLast().type()).isEqualTo(PictureMaker.PNG);
    }

    /** Of Adobe's programs, the other way round as they write it; the first three as they are, or as luma and two differences. */
    @ParameterizedTest
    @CsvSource({
        "00, 255, 60, 60, 255, 255, 60", "02, 118, 95, 226, 255, 255, 60",
        "00, 255, 60, 60, 128, 128, 30", "02, 118, 95, 226, 128, 128, 30",
        "00, 255, 255, 255, 0, 0, 0", "02, 255, 128, 128, 0, 0, 0"
    })
    void coloursForPrintBecomeThoseOfScreens(
            String transform, int first, int second, int third, int light, int red, int green) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                raster.setPixel(x, y, new int[] {first, second, third, light});
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            writer.write(null, new IIOImage(raster, null, null), how);
        }
        byte[] adobe = HexFormat.of().parseHex("41646f6265006400000000" + transform);

        BufferedImage shown = read(jpeg(insert(bytes.toByteArray(), 2, segment(0xEE, adobe)))
                .files()
                .getLast());

        Color colour = new Color(shown.getRGB(32, 32));
        assertThat(colour.getRed()).isCloseTo(red, within(CLOSE));
        assertThat(colour.getGreen()).isCloseTo(green, within(CLOSE));
        assertThat(colour.getBlue()).isCloseTo(green, within(CLOSE));
    }

    /** As browsers write them: red, green, blue, and white or nothing. */
    @ParameterizedTest
    @CsvSource({
        "false, VP8 , '', EAgAnQEqPAAoAD5pKpFFpCKhmVQAQAaEsQBiECAa/X3j8HaUB/YPxm9QD8ALoA/quUAfqB6Kv9gBFT9NNk5ZHRE+m3XecosXkAD+8MQL3V/ZU8Af3X7yA/yA//j5wBoI/mCs8jvf4etiS76Crf1oQk2VJqZkDUcmhQd8Uh/fAkxfzkg5vjTSY059+QH/8ZSHdYBbQ/ZLwfOxArY3pt7+8X/9pBkrGRZv/Ws2GlPmpnLSJbLXYq2Qhn7XF3Y95/D/6oWGMxTa6dIeejr4arg1UVyzOLYRTgAAAAA=",
        "true, VP8 , AQ8w/xERQk3bRlAYFFL5o7p37hzR/wmoX9EYIBc=, 8AgAnQEqPAAoAD5tLJFFpCKhmASsQAbEsQBjHuB8AOyOKv8M9yBhgX2D8ZvUA/AC6AP6rlAH6gekB/SQO3SUUDJDm+/hh2G1RXLx2NguSAAA/vCbQWbT6jzRkP3yA/5Af+PnAFw29wHVq1IZglQh8RzOj+gAeuBxREYjorvZb5f6wGbmSND0dmNW3V5u/ID/xlOO6wC7H2S8HzyMRp3UtyKAIyWJXu7/1rNhu2F49WZUqQCM0kwI6dri7s17Xe8c73b5BZ3jVXLTFCUcMUiE4JuYICUEZ6YAAAA=",
        "false, VP8L, '', LzvACQAfIBBI3h86jfkXEBT8H938R2QPQDEkSVJJ7olYdGtQCvuM6H+oqneMMcYYnwMAvKrqbwI=",
        "true, VP8L, '', LzvACRAfIBBI2h96jfkXEBT5P9r8B/ClQFHbSE6uQQzJqxCHwj0j+h9JkuTNOeec83NU1QEA/A0="
    })
    void aWebpIsTakenAsTheOthersAre(boolean seenThrough, String kind, String alpha, String pixels) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        if (!alpha.isEmpty()) {
            chunks.add(riff("ALPH", Base64.getDecoder().decode(alpha)));
        }
        chunks.add(
                riff(kind.length() == 3 ? kind + " " : kind, Base64.getDecoder().decode(pixels)));
        byte[] plain = webp(seenThrough ? 0x10 : 0, chunks);

        PictureMaker.Made made = PictureMaker.make(HASH, plain, PictureMaker.WEBP);
        assertThat(made.picture()).isEqualTo(new Pictures.Picture(HASH, 60, 40));
        BufferedImage image = read(made.files().getLast());
        assertThat(made.files().getLast().type()).isEqualTo(seenThrough ? PictureMaker.PNG : PictureMaker.JPEG);
        assertThat(new Color(image.getRGB(15, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(45, 10)).getGreen()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(15, 30)).getBlue()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(45, 30), true).getAlpha()).isEqualTo(seenThrough ? 0 : 255);

        chunks.add(riff("EXIF", exif(6, true)));
        chunks.add(riff("XMP ", "who took it, and where".getBytes(StandardCharsets.UTF_8)));
        PictureMaker.Made turned = PictureMaker.make(HASH, webp(seenThrough ? 0x1C : 0x0C, chunks), PictureMaker.WEBP);
        assertThat(turned.picture()).isEqualTo(new Pictures.Picture(HASH, 40, 60));

        for (int length = 0; length < plain.length; length++) {
            int end = length;
            assertThatThrownBy(() -> PictureMaker.make(HASH, Arrays.copyOf(plain, end), PictureMaker.WEBP))
                    .isInstanceOf(UnusablePictureException.class);
        }
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] broken = plain.clone();
            broken[random.nextInt(plain.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                PictureMaker.make(HASH, broken, PictureMaker.WEBP);
            } catch (UnusablePictureException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertRefused(PictureMaker.WEBP, webp(0x02, chunks), "moves");
        assertRefused(PictureMaker.PNG, plain, "is no image/png");
    }

    /** Of 60 by 40 pixels. */
    private static byte[] webp(int flags, List<byte[]> chunks) {
        byte[] extended = {(byte) flags, 0, 0, 0, 59, 0, 0, 39, 0, 0};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(riff("VP8X", extended));
        chunks.forEach(all::writeBytes);
        return riff("RIFF", all.toByteArray());
    }

    private static byte[] riff(String name, byte[] content) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(name.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static PictureMaker.Made jpeg(byte[] sent) {
        return PictureMaker.make(HASH, sent, PictureMaker.JPEG);
    }

    private static PictureMaker.Made png(byte[] sent) {
        return PictureMaker.make(HASH, sent, PictureMaker.PNG);
    }

    private static void assertRefused(String type, byte[] sent, String why) {
        assertThatThrownBy(() -> PictureMaker.make(HASH, sent, type))
                .isInstanceOf(UnusablePictureException.class)
                .hasMessageContaining(why);
    }

    private static void assertQuarters(BufferedImage image, Color... colours) {
        for (int i = 0; i < 4; i++) {
            int x = image.getWidth() * (1 + 2 * (i % 2)) / 4;
            int y = image.getHeight() * (1 + 2 * (i / 2)) / 4;
            Color colour = new Color(image.getRGB(x, y));
            assertThat(Math.abs(colour.getRed() - colours[i].getRed())
                            + Math.abs(colour.getGreen() - colours[i].getGreen())
                            + Math.abs(colour.getBlue() - colours[i].getBlue()))
                    .as("quarter %d is %s", i, colour)
                    .isLessThan(4 * CLOSE);
        }
    }

    private static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (int i = 0; i < 4; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, (width + 1) / 2, (height + 1) / 2);
        }
        graphics.dispose();
        return image;
    }

    private static void paint(BufferedImage image, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
    }

    /** Sixteen bits for each of four, half seen through. */
    private static byte[] deep(int width, int height) throws IOException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                true,
                false,
                BufferedImage.TRANSLUCENT,
                DataBuffer.TYPE_USHORT);
        if (width > 1_000) {
            BufferedImage small = new BufferedImage(model, model.createCompatibleWritableRaster(2, 2), false, null);
            return sized(write(small, "png"), width, height);
        }
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {0xFFFF, 0x8080, 0, 0x8080});
            }
        }
        return write(new BufferedImage(model, raster, false, null), "png");
    }

    private static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage read(Pictures.File file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file.content()));
    }

    private static byte[] exif(int orientation, boolean bigEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26);
        tiff.order(bigEndian ? java.nio.ByteOrder.BIG_ENDIAN : java.nio.ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) (bigEndian ? 'M' : 'I'))
                .put((byte) (bigEndian ? 'M' : 'I'))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return tiff.array();
    }

    private static byte[] withExif(byte[] photo, byte[] tiff) {
        byte[] content = concat(new byte[] {'E', 'x', 'i', 'f', 0, 0}, tiff);
        return insert(photo, 2, segment(0xE1, content));
    }

    private static byte[] segment(int marker, byte[] content) {
        ByteBuffer segment = ByteBuffer.allocate(4 + content.length);
        segment.put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content);
        return segment.array();
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    /** A PNG that says that it is so large. */
    private static byte[] sized(byte[] drawing, int width, int height) {
        byte[] sized = drawing.clone();
        byte[] header = Arrays.copyOfRange(drawing, 16, 29);
        ByteBuffer.wrap(header).putInt(width).putInt(height);
        byte[] chunk = chunk("IHDR", header);
        System.arraycopy(chunk, 0, sized, 8, chunk.length);
        return sized;
    }

    /** Where the segment with this marker begins. */
    private static int find(byte[] photo, int marker) {
        int at = 2;
        while ((photo[at + 1] & 0xFF) != marker) {
            at += 2 + ((photo[at + 2] & 0xFF) << 8 | photo[at + 3] & 0xFF);
        }
        return at;
    }

    /** All of its one scan. */
    private static byte[] scan(byte[] photo) {
        return Arrays.copyOfRange(photo, find(photo, 0xDA), photo.length - 2);
    }

    private static byte[] insert(byte[] bytes, int at, byte[] more) {
        return concat(concat(Arrays.copyOf(bytes, at), more), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
