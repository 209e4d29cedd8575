package dev.sluice.gateway.pages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sentences in which sources say what is wrong with a field, as they stand there: with {@code {}} for what differs from time to time. */
final class ServerSentences {
    private static final Pattern ERRORS =
            Pattern.compile("(?s).*([eE]rrors(\\(\\))?|FieldErrors\\(\\)|\\.add\\(.*\\)|problems)");

    private final Map<String, String> whereByTemplate = new TreeMap<>();

    private ServerSentences() {}

    /** Where each is said, by what it says. */
    static Map<String, String> in(Collection<Path> folders) {
        ServerSentences found = new ServerSentences();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources(folders)));
            task.parse()
                    .forEach(unit -> unit.accept(
                            found.new Scanner(Path.of(unit.getSourceFile().toUri())
                                    .getFileName()
                                    .toString()),
                            null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.whereByTemplate;
    }

    private static List<Path> sources(Collection<Path> folders) {
        return folders.stream().flatMap(ServerSentences::list).sorted().toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Scanner extends TreeScanner<Void, Void> {
        private final String file;
        /** What is kept under a name somewhere in the file, and may be said by it. */
        private final Map<String, List<ExpressionTree>> named = new HashMap<>();

        Scanner(String file) {
            this.file = file;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
            unit.accept(
                    new TreeScanner<Void, Void>() {
                        @Override
                        public Void visitVariable(VariableTree variable, Void nothing) {
                            if (variable.getInitializer() != null) {
                                named.computeIfAbsent(variable.getName().toString(), _ -> new ArrayList<>())
                                        .add(variable.getInitializer());
                            }
                            return super.visitVariable(variable, nothing);
                        }
                    },
                    null);
            return super.visitCompilationUnit(unit, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String called = call.getMethodSelect().toString();
            boolean says = call.getArguments().size() == 2
                    && (called.endsWith("wrong")
                            || called.endsWith(".naming")
                            || isAdd(called)
                            || called.endsWith("problems.put"));
            if (says) {
                ExpressionTree what = call.getArguments().get(1);
                (what instanceof IdentifierTree name
                                ? named.getOrDefault(name.getName().toString(), List.of())
                                : List.of(what))
                        .forEach(each -> template(each).forEach(this::keep));
            } else if (called.endsWith("problems.add") || called.equals("requirePass")) {
                call.getArguments().forEach(argument -> template(argument).forEach(this::keep));
            } else if (isOfFeed(called)) {
                template(call.getArguments().getLast()).forEach(this::keep);
            }
            return super.visitMethodInvocation(call, nothing);
        }

        /** What is wrong with a feed, or is not used of it, is said last, behind its file and line. */
        private boolean isOfFeed(String called) {
            return file.startsWith("Gtfs") && (called.matches("(.*\\.)?(wrong|note)") || isAdd(called));
        }

        private boolean isAdd(String called) {
            return called.endsWith(".add")
                    && ERRORS.matcher(called.substring(0, called.length() - ".add".length())
                                    .strip())
                            .matches();
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String what = made.getIdentifier().toString();
            if (what.equals("IllegalArgumentException") && !made.getArguments().isEmpty()) {
                template(made.getArguments().getFirst()).forEach(this::keep);
            } else if (what.equals("UnreadableException")) {
                template(made.getArguments().getLast()).forEach(this::keep);
            }
            return super.visitNewClass(made, nothing);
        }

        private void keep(String template) {
            if (template.replace("{}", "").chars().anyMatch(Character::isLetter) && template.contains(" ")) {
                whereByTemplate.putIfAbsent(template, file);
            }
        }

        /** One that has a choice in it is several. */
        private List<String> template(ExpressionTree said) {
            return switch (said) {
                case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
                case ParenthesizedTree inner -> template(inner.getExpression());
                case ConditionalExpressionTree either ->
                    Stream.concat(
                                    template(either.getTrueExpression()).stream(),
                                    template(either.getFalseExpression()).stream())
                            .toList();
                case BinaryTree sum ->
                    template(sum.getLeftOperand()).stream()
                            .flatMap(left -> template(sum.getRightOperand()).stream()
                                    .map(right -> (left + right).replace("{}{}", "{}")))
                            .toList();
                default -> List.of("{}");
            };
        }
    }
}
