package dev.sluice.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Habits that a formatter does not see. */
final class TidyRules {
    private static final Pattern EMPTY_NAME =
            Pattern.compile("\\b(?:class|interface|record|enum) \\w*(?:Impl|Manager|Helper|Util|Utils)\\b");
    private static final String SLEEP = "Thread." + "sleep";
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    /** Of a database: who begins one has to end it as {@code Durable} does. */
    private static final Pattern TRANSACTION = Pattern.compile("\\.setAutoCommit\\(|\\w*[cC]onnection\\.commit\\(");

    private static final String DURABLE = "/Durable.java";

    private TidyRules() {}

    static List<String> violations(SourceTree tree) {
        List<String> violations = new ArrayList<>();
        for (SourceTree.Source source : tree.sources()) {
            check(EMPTY_NAME.matcher(source.text()).find(), source, "has a class whose name says nothing", violations);
            check(UNFINISHED.matcher(source.text()).find(), source, "is not finished", violations);
            check(source.text().contains("\t"), source, "has a tab", violations);
            check(source.test() && source.text().contains(SLEEP), source, "sleeps; await a condition", violations);
            boolean commits = TRANSACTION.matcher(source.text()).find()
                    && !source.test()
                    && !source.name().endsWith(DURABLE);
            check(commits, source, "commits by itself; let Durable do it", violations);
        }
        checkNames(tree, violations);
        return violations;
    }

    /** Whoever hears of a class must know which one is meant, whatever its package. */
    private static void checkNames(SourceTree tree, List<String> violations) {
        Map<String, String> shipped = new HashMap<>();
        for (SourceTree.Source source : tree.sources()) {
            String file = source.name().substring(source.name().lastIndexOf('/') + 1);
            if (!source.test() && !file.equals("package-info.java")) {
                String other = shipped.putIfAbsent(file, source.name());
                check(other != null, source, "has the name of " + other, violations);
            }
        }
    }

    private static void check(boolean wrong, SourceTree.Source source, String what, List<String> violations) {
        if (wrong) {
            violations.add(source.name() + " " + what);
        }
    }
}
