package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * A crowd that looks at a page as browsers do: who has nothing of it yet asks for the page and for all that it and its head name, and who was there before for the page
 * and the documents, if they changed.
 */
final class PageViews {
    private static final int CONNECTIONS = 32;
    private static final int READ_MILLIS = 20_000;
    private static final int PER_CENT = 100;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern LINKED = Pattern.compile("<(/[^>]+)>");

    private final int port;
    private final String page;
    private final int newcomers;

    /** @param bytes of bodies, compressed */
    record Seen(long requests, long bytes) {}

    private record Answer(int status, String etag, String link, byte[] body) {}

    /** @param newcomers per cent of the views that are first ones */
    PageViews(int port, String page, int newcomers) {
        this.port = port;
        this.page = page;
        this.newcomers = newcomers;
    }

    Seen run(int views) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicLong requests = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (Browser browser = new Browser(port)) {
                    for (int view = next.getAndIncrement(); view < views; view = next.getAndIncrement()) {
                        browser.view(page, view % PER_CENT < newcomers);
                    }
                    requests.addAndGet(browser.requests);
                    bytes.addAndGet(browser.bytes);
                } catch (IOException | RuntimeException e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a page did not come", failure.get());
        }
        return new Seen(requests.get(), bytes.get());
    }

    /** One connection. */
    private static final class Browser implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[256 * 1_024];
        private Set<String> named;
        private String pageTag;
        private String documentTag;
        private String document;
        private long requests;
        private long bytes;

        Browser(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void view(String page, boolean isFirst) throws IOException {
            boolean knowsNothing = isFirst || pageTag == null;
            Answer got = get(page, knowsNothing ? null : pageTag, "gzip, deflate, br, zstd");
            pageTag = got.etag;
            if (named == null) {
                learn(page, got);
            }
            if (knowsNothing) {
                for (String asset : named) {
                    get(asset, null, "gzip, deflate, br, zstd");
                }
            }
            if (document != null) {
                documentTag = get(document, knowsNothing ? null : documentTag, "gzip, deflate, br, zstd").etag;
            }
        }

        /** What the page names, read once. */
        private void learn(String page, Answer compressed) throws IOException {
            named = new LinkedHashSet<>();
            LINKED.matcher(compressed.link)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(path -> {
                        if (path.startsWith("/v1/")) {
                            document = path;
                        } else {
                            named.add(path);
                        }
                    });
            String html = new String(get(page, null, "identity").body, UTF_8);
            NAMED.matcher(html).results().map(found -> found.group(1)).forEach(named::add);
        }

        private Answer get(String path, String etag, String accepted) throws IOException {
            String request = "GET " + path + " HTTP/1.1\r\nHost: shop\r\nAccept-Encoding: " + accepted
                    + (etag == null ? "" : "\r\nIf-None-Match: " + etag) + "\r\n\r\n";
            out.write(request.getBytes(US_ASCII));
            int size = 0;
            int head;
            do {
                int more = in.read(buffer, size, buffer.length - size);
                if (more < 0) {
                    throw new IOException("closed after " + size + " bytes");
                }
                size += more;
                head = new String(buffer, 0, size, US_ASCII).indexOf("\r\n\r\n");
            } while (head < 0);
            String said = new String(buffer, 0, head, US_ASCII);
            int status = Integer.parseInt(said.substring(9, 12));
            if (status != 200 && status != NOT_MODIFIED) {
                throw new IOException(path + " is answered " + status);
            }
            int length = status == NOT_MODIFIED ? 0 : Integer.parseInt(header(said, "content-length"));
            int begin = head + 4;
            while (size < begin + length) {
                size += in.read(buffer, size, buffer.length - size);
            }
            requests++;
            bytes += length;
            return new Answer(
                    status,
                    header(said, "etag"),
                    header(said, "link"),
                    Arrays.copyOfRange(buffer, begin, begin + length));
        }

        /** Empty if there is none. */
        private static String header(String head, String name) {
            int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
            if (at < 0) {
                return "";
            }
            int begin = at + name.length() + 3;
            int end = head.indexOf("\r\n", begin);
            return head.substring(begin, end < 0 ? head.length() : end).strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
