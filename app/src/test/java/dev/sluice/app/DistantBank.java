package dev.sluice.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A provider behind an HTTP server of its own, which answers, fails or hangs as a test wants it to. */
final class DistantBank implements PaymentProvider, AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = OK;
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

    DistantBank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** What came over the network. */
    int asked() {
        return asked.get();
    }

    void fail() {
        status = 500;
    }

    /** From now on it takes requests and says nothing. */
    void hang() {
        mayAnswer = new CountDownLatch(1);
    }

    /** It answers well, also what it had left. */
    void recover() {
        status = OK;
        mayAnswer.countDown();
    }

    @Override
    public void close() {
        recover();
        client.close();
        server.stop(0);
    }

    @Override
    public String name() {
        return "distant";
    }

    @Override
    public Checkout begin(PaymentRequest request) {
        ask("/payments/" + request.payment());
        return new Checkout.Redirect(request.payment().toString(), URI.create("https://bank.example/"));
    }

    /** A webhook is a payment's id. */
    @Override
    public Webhook read(UnaryOperator<String> headers, byte[] body) {
        try {
            UUID payment = UUID.fromString(new String(body, StandardCharsets.UTF_8));
            return new Webhook.Paid(payment, "c-1", 400_000, "CNY");
        } catch (IllegalArgumentException _) {
            throw BadWebhookException.unsigned("not ours");
        }
    }

    @Override
    public Refund refund(RefundOrder order) {
        ask("/refunds/" + order.key());
        return new Refund.Done("r-1");
    }

    @Override
    public Standing status(UUID payment) {
        ask("/payments/" + payment);
        return new Standing.Unknown();
    }

    private void ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        try {
            HttpResponse<Void> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != OK) {
                throw new PaymentProviderException("the bank says " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new PaymentProviderException("the bank is away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaymentProviderException("interrupted", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            mayAnswer.await();
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
