package dev.sluice.gateway.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in use. Looks at its files every second, by their content, so that neither the time of a file nor a link that is
 * exchanged matters. What cannot be used is not taken: the one before stays, and that is said. Two files are not changed at once, so that
 * what does not fit is looked at once more before it is believed. Any thread may ask.
 */
public final class CertificateWatch {
    /** What HTTP/2 asks of TLS 1.2 (RFC 9113, 9.2.2), and no more. */
    private static final List<String> SUITES_OF_TLS_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final List<String> SUITES_OF_TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofDays(14);
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final TlsConfig config;
    private final Vertx vertx;
    /** Of every server that uses it. */
    private final List<Function<ServerSSLOptions, Future<Boolean>>> servers = new CopyOnWriteArrayList<>();

    private volatile Certificate used;
    private volatile String refused;
    private volatile long taken;
    /** What was found wrong, and how often in a row. Used by the one who looks. */
    private String doubt;

    private int times;

    private CertificateWatch(TlsConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Reads the files; blocks.
     *
     * @throws BadCertificateException if there is nothing to begin with
     */
    public static CertificateWatch open(TlsConfig config, Vertx vertx) {
        CertificateWatch watch = new CertificateWatch(config, vertx);
        watch.used = Certificate.of(Certificate.Pem.read(config), vertx);
        watch.say("uses the certificate of ");
        return watch;
    }

    /** From now on sees by itself when the files change. */
    public void begin() {
        vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> vertx.executeBlocking(this::look));
    }

    /** A server that is given every new one. */
    public void add(Function<ServerSSLOptions, Future<Boolean>> update) {
        servers.add(update);
    }

    /** When the one in use ends. */
    public Instant expiresAt() {
        return used.expiresAt();
    }

    /** Whether the files hold something that cannot be used, so that an older one still is. */
    public boolean isRefused() {
        return refused != null;
    }

    /** How often another one was taken, from the start. */
    public long taken() {
        return taken;
    }

    public KeyCertOptions keys() {
        return used.options();
    }

    /** The versions of TLS that are spoken. */
    public Set<String> versions() {
        return new LinkedHashSet<>(config.alsoTls12() ? List.of("TLSv1.3", "TLSv1.2") : List.of("TLSv1.3"));
    }

    public List<String> suites() {
        List<String> suites = new ArrayList<>(SUITES_OF_TLS_1_3);
        if (config.alsoTls12()) {
            suites.addAll(SUITES_OF_TLS_1_2);
        }
        return suites;
    }

    /** Looks once; blocks. */
    private Void look() {
        try {
            Certificate.Pem found = Certificate.Pem.read(config);
            if (found.isSame(used.files())) {
                trust();
            } else {
                Certificate other = Certificate.of(found, vertx);
                requireBetter(other);
                use(other);
            }
        } catch (BadCertificateException e) {
            doubt(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("looking at the certificate failed", e);
        }
        return null;
    }

    private void requireBetter(Certificate other) {
        Instant now = Instant.now();
        if (other.expiresAt().isBefore(now) && used.expiresAt().isAfter(now)) {
            throw new BadCertificateException("it has ended at " + other.expiresAt(), null);
        }
        if (other.leaf().getNotBefore().toInstant().isAfter(now)) {
            throw new BadCertificateException(
                    "it begins at " + other.leaf().getNotBefore().toInstant(), null);
        }
    }

    private void use(Certificate other) {
        for (Function<ServerSSLOptions, Future<Boolean>> server : servers) {
            try {
                server.apply(options(other))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                throw new BadCertificateException("the server does not take it: " + e.getMessage(), e);
            }
        }
        used = other;
        taken++;
        trust();
        say("from now on uses the certificate of ");
    }

    private ServerSSLOptions options(Certificate certificate) {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(certificate.options())
                .setUseAlpn(true)
                .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
                .setEnabledSecureTransportProtocols(versions());
        suites().forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** Found wrong twice, in the same way, it is no file that is half written. */
    private void doubt(String why) {
        times = why.equals(doubt) ? times + 1 : 1;
        doubt = why;
        if (times == 2) {
            refused = why;
            LOG.error(
                    "the certificate in {} and {} cannot be used, and the one before stays, which ends at {}: {}",
                    config.certificates(),
                    config.key(),
                    used.expiresAt(),
                    why);
        }
    }

    private void trust() {
        refused = null;
        doubt = null;
        times = 0;
    }

    private void say(String what) {
        if (used.expiresAt().isBefore(Instant.now().plus(SOON))) {
            LOG.warn("{}{}: that is soon", what, used.described());
        } else {
            LOG.info("{}{}", what, used.described());
        }
    }
}
