package dev.sluice.app.plan;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The measured figures that plans are reckoned with. A value; any thread may use it. */
public final class PlanFigures {
    private static final String FILE = "/plan/figures.properties";
    private static final String KIND = "kind.";

    /**
     * One figure.
     *
     * @param unit µs of processor time of one core, /s, bytes, …
     * @param source where it was measured
     */
    public record Measured(double value, String unit, String source) {}

    private final Map<String, Measured> byName;

    private PlanFigures(Map<String, Measured> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /** Those that were measured by whoever built this. */
    public static PlanFigures shipped() {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(PlanFigures.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("this build has no figures", e);
        }
        Map<String, Measured> figures = new HashMap<>();
        texts.stringPropertyNames().forEach(name -> figures.put(name, parsed(texts.getProperty(name))));
        return new PlanFigures(figures);
    }

    /** The same, with these in the place of those of the same names. */
    public PlanFigures with(Map<String, Measured> others) {
        Map<String, Measured> figures = new HashMap<>(byName);
        figures.putAll(others);
        return new PlanFigures(figures);
    }

    /** @throws IllegalArgumentException if there is no such figure */
    Measured of(String name) {
        Measured found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no figure is called " + name);
        }
        return found;
    }

    /** What a request of this kind costs, compared with one of a counted sale. */
    static String ofKind(String kind) {
        return KIND + kind;
    }

    /** The kinds that were measured, by name. */
    public List<String> kinds() {
        return byName.keySet().stream()
                .filter(name -> name.startsWith(KIND))
                .map(name -> name.substring(KIND.length()))
                .toList();
    }

    Map<String, Measured> all() {
        return Map.copyOf(byName);
    }

    /** {@code 14.5 µs; where it was measured}. */
    private static Measured parsed(String text) {
        String[] parts = text.split("; ", 2);
        String[] value = parts[0].split(" ", 2);
        return new Measured(Double.parseDouble(value[0]), value[1], parts[1]);
    }
}
