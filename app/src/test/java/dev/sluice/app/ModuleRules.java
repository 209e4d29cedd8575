package dev.sluice.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which module may use which, and what breaks that, found in the POMs and the sources. */
final class ModuleRules {
    private static final String OURS = "dev.sluice";
    /** Each with the modules it may use. A new module needs a line here, and a reason. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("json", Set.of()),
            Map.entry("process", Set.of()),
            Map.entry("sale", Set.of()),
            Map.entry("beacon", Set.of("sale")),
            Map.entry("engine", Set.of("sale")),
            Map.entry("format", Set.of("sale", "json")),
            Map.entry("ledger", Set.of("sale", "engine", "format")),
            Map.entry("queue", Set.of("sale", "json", "process", "engine", "format")),
            Map.entry("payment", Set.of("sale", "engine", "json")),
            Map.entry("courier", Set.of("sale", "engine", "json", "payment")),
            Map.entry("pages", Set.of("json")),
            Map.entry("gateway", Set.of("sale", "json", "engine", "format", "payment", "pages")),
            Map.entry(
                    "app",
                    Set.of(
                            "sale", "json", "process", "beacon", "engine", "format", "ledger", "queue", "payment",
                            "courier", "gateway")),
            Map.entry("crowd", Set.of("json")),
            Map.entry("browser", Set.of()),
            Map.entry("simulation", Set.of("sale", "engine")),
            Map.entry(
                    "bench",
                    Set.of(
                            "sale", "json", "process", "engine", "format", "ledger", "queue", "payment", "courier",
                            "gateway", "app", "crowd", "browser")),
            Map.entry("chaos", Set.of("process", "engine", "ledger", "queue", "app", "crowd")));
    /** Nothing else may be imported where the rules of a sale are; the HMAC of a draw is in {@code javax.crypto}. */
    private static final List<String> PURE =
            List.of("java.util.", "java.nio.", "java.security.", "java.time.", "javax.crypto.");
    /** Time, chance, threads and the outside world come in through commands, or not at all. */
    private static final List<String> IMPURE = List.of(
            "java.util.Random",
            "java.util.concurrent.",
            "java.util.logging.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.util.random.",
            "SecureRandom",
            "KeyGenerator",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.time.*",
            "ZoneId.systemDefault",
            "::now",
            ".now(",
            "System.currentTimeMillis",
            "System.nanoTime",
            "Math.random",
            "UUID.randomUUID",
            "new Thread");

    /** An adapter of a payment provider: whoever else uses one depends on that provider. */
    private static final Pattern ADAPTER = Pattern.compile("(?<!package )dev\\.sluice\\.payment\\.([a-z]+)\\.");

    /**
     * Who may know the classes of one kind of scarce thing, by the beginnings of their files' names. All others ask what a kind offers. The
     * modules at the end measure or simulate each kind for its own sake, and are not shipped.
     */
    private static final List<String> KINDS_ARE_KNOWN_IN = List.of(
            "sale/",
            "format/src/main/java/dev/sluice/format/kind/",
            "format/src/main/java/dev/sluice/format/store/",
            "format/src/main/java/dev/sluice/format/travel/",
            "format/src/main/java/dev/sluice/format/imports/",
            "simulation/",
            "bench/");

    /** What a class of one kind is: its terms, its inventory, and what is shown of it. */
    private static final Pattern OF_A_KIND = Pattern.compile(
            "\\b(?:class|record) (\\w+)\\b[^{]*\\bimplements (?:InventoryTerms|Inventory|Availability)\\b");
    /** What a purchase asks for of units of one kind. */
    private static final Pattern A_SELECTION = Pattern.compile("\\bSelection\\.[A-Z][a-z]\\w*");

    /** Libraries that read or write JSON. Those that others bring along for themselves are nobody else's business. */
    private static final List<String> JSON_LIBRARIES = List.of(
            "com.fasterxml.jackson.",
            "io.vertx.core.json.",
            "com.google.gson.",
            "jakarta.json.",
            "com.nimbusds.jose.shaded.");

    private ModuleRules() {}

    static List<String> violations(SourceTree tree) {
        List<String> violations = new ArrayList<>();
        for (String module : tree.modules()) {
            if (!MAY_USE.containsKey(module)) {
                violations.add("module " + module + " has no rule");
            }
            for (String dependency : tree.dependencies(module)) {
                checkDependency(module, dependency, violations);
            }
        }
        List<SourceTree.Source> shipped =
                tree.sources().stream().filter(source -> !source.test()).toList();
        shipped.forEach(source -> checkUse(source, violations));
        Pattern kinds = classesOfKinds(shipped);
        shipped.stream()
                .filter(source -> KINDS_ARE_KNOWN_IN.stream().noneMatch(source.name()::startsWith))
                .forEach(source -> checkKinds(source, kinds, violations));
        return violations;
    }

    /** Finds the names of all that is of one kind only; nothing, where there is none. */
    private static Pattern classesOfKinds(List<SourceTree.Source> sources) {
        String names = sources.stream()
                .filter(source -> source.module().equals("sale"))
                .flatMap(source -> OF_A_KIND.matcher(source.text()).results())
                .map(found -> found.group(1))
                .collect(Collectors.joining("|"));
        return Pattern.compile(names.isEmpty() ? "(?!)" : "\\b(?:" + names + ")\\b");
    }

    private static void checkKinds(SourceTree.Source source, Pattern kinds, List<String> violations) {
        Stream.of(kinds, A_SELECTION)
                .flatMap(pattern -> pattern.matcher(source.text()).results())
                .map(MatchResult::group)
                .distinct()
                .forEach(name -> violations.add(source.name() + " knows a kind by " + name));
    }

    private static void checkDependency(String module, String dependency, List<String> violations) {
        String[] parts = dependency.split(":");
        boolean allowed = parts[0].equals(OURS) ? mayUse(module).contains(parts[1]) : !module.equals("sale");
        if (!allowed) {
            violations.add(module + "/pom.xml depends on " + dependency);
        }
    }

    private static void checkUse(SourceTree.Source source, List<String> violations) {
        Set<String> forbidden = new TreeSet<>(source.usedModules());
        forbidden.removeAll(mayUse(source.module()));
        forbidden.remove(source.module());
        forbidden.forEach(module -> violations.add(source.name() + " uses module " + module));
        if (!source.module().equals("app")) {
            ADAPTER.matcher(source.text())
                    .results()
                    .map(found -> found.group(1))
                    .filter(adapter -> !source.name().contains("/payment/" + adapter + "/"))
                    .distinct()
                    .forEach(adapter -> violations.add(source.name() + " uses the provider " + adapter));
        }
        if (!source.module().equals("json")) {
            JSON_LIBRARIES.stream()
                    .filter(library -> source.text().contains(library))
                    .forEach(library -> violations.add(source.name() + " uses the library " + library));
        }
        if (source.module().equals("sale")) {
            source.imports().stream()
                    .filter(name -> PURE.stream().noneMatch(name::startsWith) && !name.startsWith(OURS + ".sale."))
                    .forEach(name -> violations.add(source.name() + " imports " + name));
            IMPURE.stream()
                    .filter(impurity -> source.text().contains(impurity))
                    .forEach(impurity -> violations.add(source.name() + " uses " + impurity));
        }
    }

    private static Set<String> mayUse(String module) {
        return MAY_USE.getOrDefault(module, Collections.emptySet());
    }
}
