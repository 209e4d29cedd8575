package dev.sluice.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which package of a module may use which of its others, what may be public, and where classes form no circle. */
final class PackageRules {
    private static final String OURS = "dev.sluice.";
    /** Of modules with several packages: each with those of its own module that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("sale.draw", Set.of()),
            Map.entry("sale", Set.of("sale.draw")),
            Map.entry("engine.durable", Set.of()),
            Map.entry("engine.port", Set.of()),
            Map.entry("engine.quota", Set.of("engine.port")),
            Map.entry("engine.retry", Set.of()),
            Map.entry("engine.setting", Set.of()),
            Map.entry("engine.breaker", Set.of("engine.setting")),
            Map.entry("engine.desk", Set.of("engine.port")),
            Map.entry("engine.inprocess", Set.of("engine.port")),
            Map.entry("engine.news", Set.of("engine.port", "engine.desk")),
            Map.entry(
                    "engine.remote",
                    Set.of("engine.port", "engine.desk", "engine.news", "engine.retry", "engine.setting")),
            Map.entry(
                    "engine.writer",
                    Set.of("engine.port", "engine.desk", "engine.news", "engine.retry", "engine.setting")),
            Map.entry("engine.tally", Set.of("engine.port", "engine.writer")),
            Map.entry("format.plan", Set.of()),
            Map.entry("format.kind", Set.of("format.plan")),
            Map.entry("format.store", Set.of("format.plan")),
            Map.entry("format.imports", Set.of("format.plan")),
            Map.entry("format.travel", Set.of()),
            Map.entry("format.draw", Set.of()),
            Map.entry("format.terms", Set.of("format.draw")),
            Map.entry("queue.embedded", Set.of()),
            Map.entry("queue.wire", Set.of()),
            Map.entry("queue.redis", Set.of("queue.wire")),
            Map.entry("payment", Set.of()),
            Map.entry("payment.sandbox", Set.of("payment")),
            Map.entry("gateway.http", Set.of()),
            Map.entry("gateway.overload", Set.of()),
            Map.entry("gateway.lane", Set.of("gateway.http", "gateway.overload")),
            Map.entry("gateway.address", Set.of()),
            Map.entry("gateway.wire", Set.of("gateway.http", "gateway.address")),
            Map.entry("gateway.guard", Set.of("gateway.http", "gateway.address", "gateway.overload")),
            Map.entry("gateway.auth", Set.of("gateway.http", "gateway.lane", "gateway.address", "gateway.guard")),
            Map.entry("gateway.tls", Set.of()),
            Map.entry("gateway.document", Set.of("gateway.auth")),
            Map.entry("gateway.catalogue", Set.of("gateway.http", "gateway.lane", "gateway.document")),
            Map.entry(
                    "gateway.shop",
                    Set.of("gateway.http", "gateway.lane", "gateway.auth", "gateway.document", "gateway.guard")),
            Map.entry("gateway.picture", Set.of("gateway.http", "gateway.lane", "gateway.auth")),
            Map.entry("gateway.draw", Set.of("gateway.http", "gateway.lane", "gateway.auth")),
            Map.entry(
                    "gateway.merchant",
                    Set.of("gateway.http", "gateway.lane", "gateway.auth", "gateway.document", "gateway.board")),
            Map.entry("gateway.door", Set.of("gateway.http", "gateway.lane", "gateway.auth", "gateway.document")),
            Map.entry("gateway.operate", Set.of("gateway.http", "gateway.lane", "gateway.address")),
            Map.entry("gateway.board", Set.of("gateway.http")),
            Map.entry("gateway.pages", Set.of("gateway.http")),
            Map.entry(
                    "gateway",
                    Set.of(
                            "gateway.http",
                            "gateway.lane",
                            "gateway.auth",
                            "gateway.board",
                            "gateway.document",
                            "gateway.catalogue",
                            "gateway.door",
                            "gateway.draw",
                            "gateway.picture",
                            "gateway.shop",
                            "gateway.merchant",
                            "gateway.operate",
                            "gateway.pages",
                            "gateway.address",
                            "gateway.guard",
                            "gateway.overload",
                            "gateway.tls",
                            "gateway.wire")),
            Map.entry("app.exit", Set.of()),
            Map.entry("app.config", Set.of("app.exit")),
            Map.entry("app.postgres", Set.of("app.exit")),
            Map.entry("app.process", Set.of()),
            Map.entry("app.plan", Set.of("app.exit", "app.process")),
            Map.entry("app.cluster", Set.of("app.exit", "app.postgres", "app.process")),
            Map.entry("app.node", Set.of("app.config", "app.exit", "app.plan")),
            Map.entry(
                    "app.cli",
                    Set.of(
                            "app.config",
                            "app.cluster",
                            "app.exit",
                            "app.node",
                            "app.plan",
                            "app.postgres",
                            "app.process")),
            Map.entry("app", Set.of("app.cli")),
            Map.entry("crowd.http", Set.of()),
            Map.entry("crowd.goods", Set.of()),
            Map.entry("crowd.merchant", Set.of("crowd.http", "crowd.goods")),
            Map.entry("crowd.journal", Set.of("crowd.http", "crowd.goods", "crowd.merchant")),
            Map.entry("crowd.buyer", Set.of("crowd.http", "crowd.goods", "crowd.journal")),
            Map.entry("crowd.load", Set.of("crowd.http")),
            Map.entry("chaos.timeline", Set.of()),
            Map.entry("chaos.stage", Set.of()),
            Map.entry("chaos.run", Set.of("chaos.stage", "chaos.timeline")));
    /** Modules in which no two classes need one another, directly or through others. */
    private static final Set<String> WITHOUT_CIRCLES =
            Set.of("json", "beacon", "courier", "ledger", "crowd", "gateway", "chaos");
    /** Their classes are public for those who run them: a command line, a harness, the build. */
    private static final Set<String> RUN_BY_TOOLS = Set.of("bench", "pages");

    private final List<SourceTree.Source> sources;
    private final List<String> violations = new ArrayList<>();

    private PackageRules(SourceTree tree) {
        sources = tree.sources();
    }

    static List<String> violations(SourceTree tree) {
        PackageRules rules = new PackageRules(tree);
        Map<String, Set<String>> uses = rules.packages();
        rules.checkPackages(uses);
        rules.checkPublic();
        WITHOUT_CIRCLES.stream().sorted().forEach(rules::checkClasses);
        return rules.violations;
    }

    /** The shipped packages, each with those that it uses. */
    private Map<String, Set<String>> packages() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (SourceTree.Source source : shipped()) {
            String from = room(source.packageName());
            uses.computeIfAbsent(from, _ -> new TreeSet<>());
            for (String type : source.namedTypes()) {
                String to = room(packageOf(type));
                if (!to.equals(from)) {
                    uses.get(from).add(to);
                }
            }
        }
        return uses;
    }

    private void checkPackages(Map<String, Set<String>> uses) {
        Map<String, Long> ofModule =
                uses.keySet().stream().collect(Collectors.groupingBy(PackageRules::module, Collectors.counting()));
        uses.forEach((from, to) -> {
            Set<String> allowed = MAY_USE.get(from);
            if (allowed == null && ofModule.get(module(from)) > 1) {
                violations.add("package " + from + " has no rule");
            }
            to.stream()
                    .filter(used -> module(used).equals(module(from)))
                    .filter(used -> allowed != null && !allowed.contains(used))
                    .forEach(used -> violations.add("package " + from + " uses " + used));
        });
        circles(uses).forEach(circle -> violations.add("packages form a circle: " + String.join(" ", circle)));
    }

    /** Whoever reads it may be in another module, and a test there; or meets it in what a class beside it shows. */
    private void checkPublic() {
        Set<String> read = new HashSet<>();
        for (SourceTree.Source source : sources) {
            for (String type : source.namedTypes()) {
                if (!packageOf(type).equals(source.packageName())) {
                    read.add(type);
                }
            }
            if (source.isPublic() && !source.test()) {
                source.shownNames().stream()
                        .map(name -> source.packageName() + "." + name)
                        .filter(type -> !type.equals(source.type()))
                        .forEach(read::add);
            }
        }
        for (SourceTree.Source source : shipped()) {
            if (source.isPublic() && !read.contains(source.type()) && !RUN_BY_TOOLS.contains(source.module())) {
                violations.add(source.name() + " is public and has no reader in another package");
            }
        }
    }

    private void checkClasses(String module) {
        Map<String, SourceTree.Source> byType = shipped().stream()
                .filter(source -> source.module().equals(module))
                .collect(Collectors.toMap(SourceTree.Source::type, source -> source));
        Map<String, Set<String>> uses = new TreeMap<>();
        byType.forEach((type, source) -> {
            Set<String> used = new TreeSet<>(source.namedTypes());
            source.simpleNames().forEach(name -> used.add(source.packageName() + "." + name));
            used.retainAll(byType.keySet());
            used.remove(type);
            uses.put(type, used);
        });
        circles(uses).forEach(circle -> violations.add("classes form a circle: " + String.join(" ", circle)));
    }

    private List<SourceTree.Source> shipped() {
        return sources.stream()
                .filter(source -> !source.test() && !source.name().endsWith("package-info.java"))
                .toList();
    }

    /** Those that reach one another, each group once. */
    private static Set<Set<String>> circles(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(from -> reach(from, uses, reached.computeIfAbsent(from, _ -> new TreeSet<>())));
        return reached.entrySet().stream()
                .filter(entry -> entry.getValue().contains(entry.getKey()))
                .map(entry -> entry.getValue().stream()
                        .filter(other -> reached.get(other).contains(entry.getKey()))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void reach(String from, Map<String, Set<String>> uses, Set<String> reached) {
        for (String next : uses.getOrDefault(from, Set.of())) {
            if (uses.containsKey(next) && reached.add(next)) {
                reach(next, uses, reached);
            }
        }
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** A package without what all of ours begin with. */
    private static String room(String packageName) {
        return packageName.startsWith(OURS) ? packageName.substring(OURS.length()) : packageName;
    }

    private static String module(String room) {
        return room.split("\\.")[0];
    }
}
