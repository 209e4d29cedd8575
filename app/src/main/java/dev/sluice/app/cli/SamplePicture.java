package dev.sluice.app.cli;

import dev.sluice.engine.port.Pictures;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** The picture of a sale of the demo: a stage with its lights, and heads before it, drawn here. */
final class SamplePicture {
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 640;
    private static final int[] WIDTHS = {320, 640, WIDTH};
    private static final String TYPE = "image/jpeg";
    private static final long SEED = 11;

    private static final Color NIGHT = new Color(0x1B1035);
    private static final Color DUSK = new Color(0x6A2C70);
    private static final Color FLOOR = new Color(0x2A1745);
    private static final Color HEADS = new Color(0x0C0718);
    private static final List<Color> LIGHTS =
            List.of(new Color(0xFFD166), new Color(0xF25F5C), new Color(0x70C1B3), new Color(0xF2A2E8));

    private SamplePicture() {}

    /** Keeps it as this merchant's; returns its hash, null where no picture can be kept. */
    static String keep(Pictures pictures, String merchant) {
        List<Pictures.File> files = new ArrayList<>();
        for (int width : WIDTHS) {
            files.add(new Pictures.File(width, TYPE, encoded(width)));
        }
        String hash = hash(files.getLast().content());
        return pictures.keep(new Pictures.Picture(hash, WIDTH, HEIGHT), files, merchant) ? hash : null;
    }

    private static byte[] encoded(int width) {
        BufferedImage image = new BufferedImage(width, width * HEIGHT / WIDTH, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale((double) width / WIDTH, (double) width / WIDTH);
        draw(graphics, new Random(SEED));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D graphics, Random chance) {
        graphics.setPaint(new GradientPaint(0, 0, NIGHT, 0, HEIGHT, DUSK));
        graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        for (int i = 0; i < 9; i++) {
            beam(graphics, 80 + i * 140, LIGHTS.get(i % LIGHTS.size()), chance.nextInt(-220, 220));
        }
        graphics.setPaint(new GradientPaint(0, 430, FLOOR, 0, 520, NIGHT));
        graphics.fill(new Rectangle2D.Double(0, 430, WIDTH, HEIGHT - 430));
        glow(graphics, WIDTH / 2.0, 440, 420, 46);
        for (int row = 0; row < 4; row++) {
            heads(graphics, chance, 500 + row * 42, 22 + row * 7);
        }
    }

    /** From a lamp above the stage to the floor. */
    private static void beam(Graphics2D graphics, int lamp, Color colour, int slant) {
        Path2D light = new Path2D.Double();
        light.moveTo(lamp - 4, 0);
        light.lineTo(lamp + 4, 0);
        light.lineTo(lamp + slant + 90, 460);
        light.lineTo(lamp + slant - 90, 460);
        light.closePath();
        Color bright = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150);
        Color gone = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 10);
        graphics.setPaint(new GradientPaint(lamp, 0, bright, lamp + slant, 460, gone));
        graphics.fill(light);
        glow(graphics, lamp, 0, 26, 26);
    }

    private static void glow(Graphics2D graphics, double x, double y, double halfWidth, double halfHeight) {
        graphics.setColor(Color.WHITE);
        for (int i = 1; i <= 6; i++) {
            graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.08f));
            double share = i / 6.0;
            graphics.fill(new Ellipse2D.Double(
                    x - halfWidth * share, y - halfHeight * share, 2 * halfWidth * share, 2 * halfHeight * share));
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private static void heads(Graphics2D graphics, Random chance, int y, int radius) {
        graphics.setColor(HEADS);
        for (int x = -radius; x < WIDTH + radius; x += radius * 2 + chance.nextInt(6)) {
            int up = chance.nextInt(radius);
            graphics.fill(new Ellipse2D.Double(x - radius * 0.75, y - up, radius * 1.5, radius * 1.7));
            graphics.fill(new Ellipse2D.Double(x - radius * 1.3, y - up + radius * 1.4, radius * 2.6, radius * 4));
            if (chance.nextInt(7) == 0) {
                graphics.fill(
                        new Rectangle2D.Double(x + radius * 0.7, y - up - radius * 1.6, radius * 0.45, radius * 4));
            }
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
