package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of merchants, from the file that they send to what buyers see. */
final class PictureTest extends SharedSluice {
    private static final String PICTURES = "/v1/admin/pictures";

    private final Visitor mia = sluice.merchant();

    @Test
    void aPictureIsShownBySalesOfWhoSentIt() throws IOException, InterruptedException {
        byte[] photo = photo("jpeg");
        Answer sent = send(mia, "image/jpeg", photo);
        String hash = sent.text("/picture");
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.number("/width")).isEqualTo(900);
        assertThat(sent.header("Location")).isEqualTo("/pictures/" + hash);
        assertThat(send(mia, "image/jpeg", photo).text("/picture")).isEqualTo(hash);

        TestSale.of("pictured").with("event", "{\"picture\": \"" + hash + "\"}").create(sluice);
        assertThat(mia.get("/v1/sales/pictured").text("/event/picture")).isEqualTo(hash);
        assertThat(mia.get("/v1/sales/pictured").text("/goods")).isEqualTo("ITEM");

        for (int[] asked : new int[][] {{320, 320}, {321, 640}, {10_000, 900}}) {
            HttpResponse<byte[]> shown = look("/pictures/" + hash + "?width=" + asked[0]);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(shown.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");
            assertThat(ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth())
                    .isEqualTo(asked[1]);
        }
        assertThat(mia.delete(PICTURES + "/" + hash).reason()).isEqualTo("PICTURE_IN_USE");
    }

    @Test
    void aMerchantSeesTheirOwnPicturesNewestFirst() throws IOException {
        Visitor lea = sluice.user("lea", "merchant");
        assertThat(lea.get(PICTURES).expect(200).list("/pictures")).isEmpty();
        String first = send(lea, "image/png", photo("png")).text("/picture");
        String second = send(lea, "image/png", photo("png")).text("/picture");
        send(mia, "image/png", photo("png"));

        Answer all = lea.get(PICTURES).expect(200);
        assertThat(all.texts("/pictures", "/picture")).containsExactly(second, first);
        assertThat(all.at("/nextCursor")).isNull();
        Answer page = lea.get(PICTURES + "?limit=1").expect(200);
        assertThat(page.texts("/pictures", "/picture")).containsExactly(second);
        assertThat(lea.get(PICTURES + "?limit=1&cursor=" + page.text("/nextCursor"))
                        .texts("/pictures", "/picture"))
                .containsExactly(first);
        assertThat(lea.get(PICTURES + "?cursor=" + "9".repeat(18)).status()).isEqualTo(200);
        assertThat(lea.get(PICTURES + "?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void whatIsNobodysOrSomebodyElsesIsNotShown() throws IOException {
        String hash = send(mia, "image/png", photo("png")).text("/picture");
        String other = "{\"event\": {\"picture\": \"" + hash + "\"}}";
        Visitor noa = sluice.user("noa", "merchant");
        assertThat(noa.post("/v1/admin/sales", TestSale.of("noas").json()).status())
                .isEqualTo(201);

        assertThat(noa.with("If-Match", "*").patch(ADMIN + "noas", other).text("/errors/0/pointer"))
                .isEqualTo("/event/picture");
        assertThat(noa.post(
                                "/v1/admin/sales",
                                TestSale.of("noas-too")
                                        .with("event", "{\"picture\": \"" + hash + "\"}")
                                        .json())
                        .text("/errors/0/pointer"))
                .isEqualTo("/event/picture");
        assertThat(noa.delete(PICTURES + "/" + hash).status()).isEqualTo(404);
        assertThat(sluice.user("ann").delete(PICTURES + "/" + hash).status()).isEqualTo(403);
        for (String path : new String[] {"0".repeat(64), hash.toUpperCase(), "x", hash + "0"}) {
            assertThat(mia.get("/pictures/" + path).status()).isEqualTo(404);
        }
        for (String width : new String[] {"0", "-1", "x", "10001", "99999999999999999999"}) {
            assertThat(mia.get("/pictures/" + hash + "?width=" + width).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatIsNoPictureIsRefusedSayingWhy() throws IOException {
        byte[] photo = photo("jpeg");

        assertThat(send(mia, "image/png", photo).text("/errors/0/detail")).isEqualTo("is no image/png");
        assertThat(send(mia, "image/gif", photo).status()).isEqualTo(415);
        assertThat(send(mia, "image/svg+xml", photo).status()).isEqualTo(415);
        assertThat(send(mia, "image/jpeg", java.util.Arrays.copyOf(photo, photo.length / 2))
                        .text("/errors/0/detail"))
                .isEqualTo("ends in the middle");
        assertThat(send(mia, "image/jpeg", new byte[0]).status()).isEqualTo(400);
        assertThat(send(mia, "image/jpeg", new byte[(8 << 20) + 1]).status()).isEqualTo(413);
        assertThat(send(sluice.user("ann"), "image/jpeg", photo).status()).isEqualTo(403);
    }

    private static Answer send(Visitor who, String type, byte[] bytes) {
        return who.with("Content-Type", type).send("POST", PICTURES, BodyPublishers.ofByteArray(bytes));
    }

    private HttpResponse<byte[]> look(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + sluice.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        }
    }

    /** One that nobody has sent before. */
    private static byte[] photo(String format) throws IOException {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(ThreadLocalRandom.current().nextInt()));
        graphics.fillRect(0, 0, 900, 600);
        graphics.setColor(new Color(ThreadLocalRandom.current().nextInt()));
        graphics.fillOval(100, 100, 300, 200);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
