package dev.sluice.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody changes in the small sample of a draw's archive.
 *
 * @param seenBy the steps that must see it, beside the verdict
 * @param atTheSignature whether only the beacon's signature tells its part of it
 */
public record DrawChange(String from, String to, List<String> seenBy, boolean atTheSignature) {
    private DrawChange(String from, String to, String... seenBy) {
        this(from, to, List.of(seenBy), false);
    }

    /** All that are seen by working out the draw; its shape is as it was. */
    public static Stream<DrawChange> all() {
        return Stream.of(
                new DrawChange("\"quantity\":3,\"place\":7", "\"quantity\":2,\"place\":7", "root"),
                new DrawChange("\"place\":7", "\"place\":6", "order"),
                new DrawChange("\"concert-7\"", "\"concert-8\"", "root", "seed"),
                new DrawChange("\"entries\":12", "\"entries\":13", "entries", "seed"),
                new DrawChange("\"root\":\"8d", "\"root\":\"9d", "root", "seed"),
                new DrawChange("\"seed\":\"18", "\"seed\":\"19", "seed", "order"),
                new DrawChange("battery", "bakery", "secrets", "seed"),
                new DrawChange("[\"the operator's: correct horse battery staple\"]", "[]", "secrets", "seed"),
                new DrawChange("staple\"]", "staple\",\"another\"]", "secrets"),
                new DrawChange("10:59:03Z", "11:00:03Z", List.of("beacon", "seed"), true),
                new DrawChange("\"round\":657413", "\"round\":657414", List.of("beacon", "seed"), true),
                new DrawChange("\"chain\":\"52", "\"chain\":\"53", "beacon", "seed"),
                new DrawChange("\"signature\":\"b7", "\"signature\":\"97", List.of("beacon", "seed"), true),
                new DrawChange("\"proven\":true", "\"proven\":false"),
                new DrawChange("\"fairness\":{", "\"fairness\":{\"unproven\":true,"),
                new DrawChange("bade9bf5", "bade9bf6", "root"),
                new DrawChange("\"values\":{", "\"values\":{\"waived\":true,", "seed"));
    }

    /** All that make it no archive. */
    public static Stream<DrawChange> ofTheShape() {
        return Stream.of(
                new DrawChange("\"quantity\":3", "\"quantity\":0", "/entries/0/quantity"),
                new DrawChange("\"quantity\":3", "\"quantity\":2147483648", "/entries/0/quantity"),
                new DrawChange("\"place\":7", "\"place\":2.5", "/entries/0/place"),
                new DrawChange("\"place\":7", "\"place\":7,\"winner\":true", "/entries/0/winner"),
                new DrawChange("bade9bf5", "BADE9BF5", "/entries/0/entrant"),
                new DrawChange("\"seed\":\"18", "\"seed\":\"", "/seed"),
                new DrawChange("\"sale\":", "\"comment\":1,\"sale\":", "/comment"),
                new DrawChange("concert-7", "concert\\udc00", "/sale"),
                new DrawChange("sluice-draw-1", "sluice-draw-2", "/format"),
                new DrawChange("\"round\":657413", "\"round\":0", "/fairness/beacon/round"),
                new DrawChange("\"parties\":[", "\"parties\":[\"ab\",", "/fairness/parties"),
                new DrawChange("\"proven\":true", "\"proven\":\"yes\"", "/proven"),
                new DrawChange("\"signature\":\"b7", "\"signature\":\"b", "/values/beacon/signature"),
                new DrawChange("\"tier\":\"看台\"", "\"tier\":\"\\ud800\"", "/entries/0/tier"));
    }
}
