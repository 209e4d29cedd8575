package dev.sluice.crowd.http;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One shop over HTTP/1.1, for any number of visitors. Any thread may use it; those that wait for an answer are blocked, so let them
 * be virtual ones where they are many.
 */
public final class ShopClient implements AutoCloseable {
    /** Only a request that hangs takes this long. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    private final URI root;
    private final TokenSource tokens;
    private final HttpWire wire;

    /** @param root where the shop is, without a path */
    public ShopClient(URI root, TokenSource tokens) {
        this(root, tokens, (_, _, _) -> {});
    }

    /** @param root where the shop is, without a path */
    public ShopClient(URI root, TokenSource tokens, Witness witness) {
        this(root, tokens, witness, HANGS);
    }

    /**
     * @param root where the shop is, without a path
     * @param patience after which a request counts as not answered
     */
    public ShopClient(URI root, TokenSource tokens, Witness witness, Duration patience) {
        this.root = root;
        this.tokens = tokens;
        this.wire = new HttpWire(root, witness, patience);
    }

    /** Somebody without a name. */
    public Visitor anybody() {
        return new Visitor(wire, Map.of());
    }

    /** Somebody whose token is made now. */
    public Visitor as(String user, String... roles) {
        return anybody().withToken(tokens.token(user, roles));
    }

    /** Whether it says that it is ready; not while nobody answers. */
    public boolean isReady() {
        try {
            return anybody().get("/health/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** How many requests were answered. */
    public long answers() {
        return wire.answers();
    }

    /** Breaks off what is still under way. */
    @Override
    public void close() {
        wire.close();
    }

    /** Where the shop is. */
    @Override
    public String toString() {
        return root.toString();
    }
}
