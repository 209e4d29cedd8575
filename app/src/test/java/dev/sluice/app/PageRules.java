package dev.sluice.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each kind of scarce thing is one module of the shop's pages, and one of the forms of the console; all others ask the registry of these for what a kind has. */
final class PageRules {
    private static final String REGISTRY = "kinds.js";
    private static final String OF_A_KIND = "kind-";
    /** The same of forms. */
    private static final String FORM = "form-";

    private static final String OF_ALL_KINDS = "kind-other.js";
    private static final Pattern ID = Pattern.compile("(?m)^  id: '(\\w+)'");
    private static final Pattern IMPORT_OF_A_KIND = Pattern.compile("from '\\./((?:form-)?kind-[\\w-]+\\.js)'");
    private static final Pattern WHICH_KIND = Pattern.compile("(?<!dataset)\\??\\.kind\\b");

    private PageRules() {}

    /** Names of the kinds that have a module. */
    static List<String> kinds(Map<String, String> modules) {
        return modules.entrySet().stream()
                .filter(module -> module.getKey().startsWith(OF_A_KIND)
                        && !module.getKey().equals(OF_ALL_KINDS))
                .flatMap(module -> ID.matcher(module.getValue()).results())
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }

    static List<String> violations(Map<String, String> modules) {
        List<String> violations = new ArrayList<>();
        Pattern named =
                Pattern.compile(kinds(modules).stream().collect(Collectors.joining("|", "['\"`](?:", ")['\"`]")));
        modules.forEach((name, text) -> {
            String form = name.startsWith(FORM) ? FORM : "";
            String registry = form + REGISTRY;
            boolean isKind = name.startsWith(form + OF_A_KIND);
            if (!isKind && !name.equals(registry)) {
                found(named, text).forEach(kind -> violations.add(name + " names the kind " + kind));
                found(WHICH_KIND, text).forEach(_ -> violations.add(name + " asks which kind it is"));
            }
            IMPORT_OF_A_KIND
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(imported -> !name.equals(registry) && !(isKind && imported.equals(OF_ALL_KINDS)))
                    .forEach(imported -> violations.add(name + " imports " + imported));
            if (isKind && !modules.getOrDefault(registry, "").contains("'./" + name + "'")) {
                violations.add(name + " is not in " + REGISTRY);
            }
        });
        return violations;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
