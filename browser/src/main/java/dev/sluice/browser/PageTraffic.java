package dev.sluice.browser;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page asks for over the wire, and how much comes, as the browser itself counts it; and how slow the wire is. Used by one thread. */
public final class PageTraffic {
    private static final int BITS = 8;

    private final CDPSession session;
    private final Map<String, Asked> asked = new LinkedHashMap<>();

    /** One request. @param bytes that came for it, head and compressed body; 0 as long as it is under way, and if a cache had it */
    public record Asked(String url, long bytes, boolean fromCache) {}

    private PageTraffic(CDPSession session) {
        this.session = session;
    }

    /** From now on. */
    public static PageTraffic of(Page page) {
        PageTraffic traffic = new PageTraffic(page.context().newCDPSession(page));
        traffic.session.on("Network.requestWillBeSent", event -> {
            String url = event.getAsJsonObject("request").get("url").getAsString();
            if (url.startsWith("http")) {
                traffic.asked.put(event.get("requestId").getAsString(), new Asked(url, 0, false));
            }
        });
        traffic.session.on(
                "Network.requestServedFromCache",
                event -> traffic.asked.computeIfPresent(
                        event.get("requestId").getAsString(), (_, one) -> new Asked(one.url, 0, true)));
        traffic.session.on("Network.responseReceived", event -> {
            boolean kept =
                    event.getAsJsonObject("response").get("fromDiskCache").getAsBoolean();
            traffic.asked.computeIfPresent(
                    event.get("requestId").getAsString(),
                    (_, one) -> new Asked(one.url, one.bytes, one.fromCache || kept));
        });
        traffic.session.on(
                "Network.loadingFinished",
                event -> traffic.asked.computeIfPresent(
                        event.get("requestId").getAsString(),
                        (_, one) -> new Asked(
                                one.url,
                                one.fromCache
                                        ? 0
                                        : event.get("encodedDataLength").getAsLong(),
                                one.fromCache)));
        traffic.session.send("Network.enable");
        return traffic;
    }

    /**
     * Makes it slow, in both directions, as the browser pretends it.
     *
     * @param latencyMillis for each request, there and back
     */
    public void slow(int latencyMillis, long bitsPerSecond) {
        var conditions = session.send("Network.enable"); // an empty object of theirs
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", latencyMillis);
        conditions.addProperty("downloadThroughput", bitsPerSecond / BITS);
        conditions.addProperty("uploadThroughput", bitsPerSecond / BITS);
        session.send("Network.emulateNetworkConditions", conditions);
    }

    /** Forgets what was asked. */
    public void forget() {
        asked.clear();
    }

    /** What was asked of the server, and not of a cache, since the beginning or since that was forgotten; in order. */
    public List<Asked> requests() {
        return asked.values().stream().filter(one -> !one.fromCache).toList();
    }

    public long bytes() {
        return requests().stream().mapToLong(Asked::bytes).sum();
    }
}
