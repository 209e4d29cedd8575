package dev.sluice.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What every answer says, whoever gives it: that it is what its type says, how long browsers come by https alone, that it is nobody
 * else's if nothing else was said, and what time it was here; the second alone where a cache may keep it. Used by one event loop.
 */
public final class SecurityHeaders {
    /** Of what is no page: nothing of it is ever run or shown in another. */
    private static final CharSequence INERT = HttpHeaders.createOptimized(
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    /** The payment page and the pages have what they need from here, and nothing of it in the page itself. */
    private static final CharSequence PAGE = HttpHeaders.createOptimized(
            "default-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'");

    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence PERMISSIONS = HttpHeaders.createOptimized("Permissions-Policy");
    private static final String NONE_OF_THESE =
            ", microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), display-capture=()";
    private static final CharSequence FEW = HttpHeaders.createOptimized("camera=()" + NONE_OF_THESE);
    private static final CharSequence CAMERA = HttpHeaders.createOptimized("camera=(self)" + NONE_OF_THESE);

    private static final CharSequence OPENER = HttpHeaders.createOptimized("Cross-Origin-Opener-Policy");
    private static final CharSequence RESOURCE = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence NOW = HttpHeaders.createOptimized("Sluice-Now");
    private static final int MILLIS_OF_A_SECOND = 1_000;
    /** RFC 9110, 5.6.7. */
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String NO_STORE = "no-store";
    private static final CharSequence NO_STORE_TOO = HttpHeaders.createOptimized(NO_STORE);

    private final CharSequence httpsAlone;
    private final InstantSource clock;
    private long writtenMillis;
    private String written;
    private long dateSecond;
    private String date;

    /** @param httpsSeconds for which browsers come by https alone; 0 to say nothing of that */
    public SecurityHeaders(int httpsSeconds, InstantSource clock) {
        httpsAlone = httpsSeconds == 0 ? null : HttpHeaders.createOptimized("max-age=" + httpsSeconds);
        this.clock = clock;
    }

    /** An answer that is to be given. */
    public void begin(HttpServerResponse response) {
        MultiMap headers = response.headers();
        headers.set(TYPE_OPTIONS, NOSNIFF);
        if (httpsAlone != null) {
            headers.set(TRANSPORT, httpsAlone);
        }
        response.headersEndHandler(_ -> end(headers));
    }

    /** An answer that no page is, unless somebody says so later. */
    public static void inert(HttpServerResponse response) {
        response.headers().set(POLICY, INERT).set(REFERRER, NO_REFERRER);
    }

    static void page(HttpServerResponse response) {
        part(response);
        MultiMap headers = response.headers().set(OPENER, SAME_ORIGIN);
        if (!headers.contains(PERMISSIONS)) {
            headers.set(PERMISSIONS, FEW);
        }
    }

    /** A page that may ask for a camera; to be said before it is sent. */
    public static void allowCamera(HttpServerResponse response) {
        response.headers().set(PERMISSIONS, CAMERA);
    }

    /** Of what a page is made of: what browsers ask of pages alone would be said for nothing, a dozen times a visit. */
    static void part(HttpServerResponse response) {
        response.headers().set(POLICY, PAGE).set(REFERRER, NO_REFERRER).set(RESOURCE, SAME_ORIGIN);
    }

    /** Its headers are on their way. */
    public void end(MultiMap headers) {
        String caching = headers.get(HttpHeaders.CACHE_CONTROL);
        if (caching == null) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE_TOO);
        } else if (!caching.equals(NO_STORE)) {
            headers.set(HttpHeaders.DATE, second());
            return;
        }
        headers.set(NOW, now());
    }

    /** Written once a second. */
    private String second() {
        long second = Math.floorDiv(clock.millis(), MILLIS_OF_A_SECOND);
        if (date == null || second != dateSecond) {
            dateSecond = second;
            date = IMF_FIXDATE.format(Instant.ofEpochSecond(second));
        }
        return date;
    }

    /** Written once a millisecond. */
    private String now() {
        long millis = clock.millis();
        if (written == null || millis != writtenMillis) {
            writtenMillis = millis;
            written = Long.toString(millis);
        }
        return written;
    }
}
