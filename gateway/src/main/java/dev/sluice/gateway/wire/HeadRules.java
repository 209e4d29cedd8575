package dev.sluice.gateway.wire;

import dev.sluice.gateway.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.net.impl.HostAndPortImpl;
import java.util.Iterator;
import java.util.Set;

/**
 * What a head must be, whatever it asks for (RFC 9110, RFC 9112). Where two readers may understand one differently, it is refused: what
 * is in front of the server may be the other reader.
 */
final class HeadRules {
    /** Those that some route has, or that are refused where they are not wanted. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Problem VERSION =
            Problem.of(505, "HTTP_VERSION_NOT_SUPPORTED", "Another HTTP", "this server speaks HTTP/1.1 and HTTP/1.0");
    static final Problem METHOD =
            Problem.of(501, "NOT_IMPLEMENTED", "Not implemented", "this server knows no such method");
    private static final Problem CODING =
            Problem.of(501, "NOT_IMPLEMENTED", "Not implemented", "this server knows no such transfer coding");
    static final Problem EXPECTATION =
            Problem.of(417, "EXPECTATION_FAILED", "Expects too much", "nothing but 100-continue can be expected");
    static final Problem TARGET = bad("the target is an absolute path, or an http URL, in ASCII");
    static final Problem HOST = bad("there is one Host, and it is one");
    private static final Problem LENGTH = bad("the length of the body is not clear");
    static final int MAX_HEADER_BYTES = 8 * 1024;
    static final int MAX_TARGET_CHARS = 4 * 1024;
    static final Problem LONG_TARGET =
            Problem.of(414, "URI_TOO_LONG", "Too long", "the request's first line is too long");
    static final Problem LARGE =
            Problem.of(431, "HEADERS_TOO_LARGE", "Too large", "headers have at most " + MAX_HEADER_BYTES + " bytes");
    static final Problem LINE = bad("a header is one line, which begins with its name");

    private HeadRules() {}

    /** What stands against a head; null for a good one. */
    static Problem judge(HttpRequest head) {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return VERSION;
        }
        if (!isMethod(head.method().name())) {
            return METHOD;
        }
        if (!isTarget(head.uri())) {
            return TARGET;
        }
        HttpHeaders headers = head.headers();
        if (!hasHost(headers, version.equals(HttpVersion.HTTP_1_1))) {
            return HOST;
        }
        Problem coding = coding(headers);
        if (coding != null) {
            return coding;
        }
        CharSequence expect = headers.get(HttpHeaderNames.EXPECT);
        return expect == null || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect) ? null : EXPECTATION;
    }

    static boolean isMethod(String name) {
        return METHODS.contains(name);
    }

    static Problem tooLate(String what) {
        return Problem.of(408, "REQUEST_TIMEOUT", "Too slow", what + " of the request was not whole in time");
    }

    private static Problem bad(String detail) {
        return Problem.of(400, "INVALID", "Bad request", detail);
    }

    static boolean isTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) > '~') {
                return false;
            }
        }
        return target.startsWith("/") || isUrl(target, "http://") || isUrl(target, "https://");
    }

    private static boolean isUrl(String target, String scheme) {
        return target.regionMatches(true, 0, scheme, 0, scheme.length())
                && target.length() > scheme.length()
                && target.charAt(scheme.length()) != '/';
    }

    private static boolean hasHost(HttpHeaders headers, boolean needed) {
        Iterator<? extends CharSequence> hosts = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return !needed;
        }
        String host = hosts.next().toString();
        return isHost(host) && !hosts.hasNext();
    }

    static boolean isHost(String host) {
        return !host.isEmpty() && HostAndPortImpl.isValidAuthority(host);
    }

    private static Problem coding(HttpHeaders headers) {
        Iterator<? extends CharSequence> codings = headers.valueCharSequenceIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.hasNext()) {
            return null;
        }
        CharSequence coding = codings.next();
        if (codings.hasNext() || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return LENGTH;
        }
        return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding) ? null : CODING;
    }
}
