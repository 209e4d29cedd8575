package dev.sluice.pages;

import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.CommandLineRunner;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.JSError;
import com.google.javascript.jscomp.WarningsGuard;
import dev.sluice.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes few short scripts of many, by the Closure Compiler, as modules that import one another. Names of properties stay, and so does what a
 * browser must know: everything is passed on as new as it is written.
 */
final class Minifier extends CommandLineRunner {
    private static final String MAP = ".map";
    private static final String[] ALWAYS = {
        "--compilation_level=SIMPLE",
        "--env=CUSTOM", // what a browser has is nothing that could be renamed here, and reading it takes longer than
        // our scripts
        "--assume_function_wrapper=true",
        "--language_in=UNSTABLE",
        "--language_out=UNSTABLE",
        "--module_resolution=BROWSER",
        "--dependency_mode=SORT_ONLY",
        "--allow_dynamic_import=true",
        "--chunk_output_type=ES_MODULES",
        "--rewrite_polyfills=false",
        "--inject_libraries=false",
        "--emit_use_strict=false",
        "--charset=UTF-8",
        "--warning_level=QUIET",
        "--create_source_map=%outname%.map",
        "--json_streams=BOTH"
    };

    /** A private member where it is used, and where it is declared. The compiler knows none. */
    private static final Pattern PRIVATE = Pattern.compile(
            "(?m)(?<=[\\w\\])?]\\.)#(?=[A-Za-z_$])|(?<=^[ \\t]{1,8}|^[ \\t]{1,8}(?:static|async|get|set) )#(?=[A-Za-z_$])");

    private int exitCode;

    /** One script that was made. */
    record Script(String text, String sourceMap) {}

    private Minifier(String[] arguments, byte[] sources, PrintStream out, PrintStream problems) {
        super(arguments, new ByteArrayInputStream(sources), out, problems);
        setExitCodeReceiver(code -> {
            exitCode = code;
            return null;
        });
    }

    @Override
    protected CompilerOptions createOptions() {
        CompilerOptions options = super.createOptions();
        options.addWarningsGuard(new WarningsGuard() {
            private static final long serialVersionUID = 1L;

            /** It takes {@code for (const {a, b = a} of c)} for an error, which is none. */
            @Override
            public CheckLevel level(JSError error) {
                return error.type().key.equals("JSC_REFERENCE_BEFORE_DECLARE_ERROR") ? CheckLevel.OFF : null;
            }
        });
        return options;
    }

    /**
     * The chunks as scripts, by their names. One imports another as {@code ./name.js}.
     *
     * @param texts those of the scripts, by name
     * @param chunks each after those that it needs
     * @throws UnfitPageException if it cannot be done, with what the compiler says
     */
    static Map<String, Script> minify(Map<String, String> texts, List<Chunks.Chunk> chunks) {
        List<String> arguments = new ArrayList<>(List.of(ALWAYS));
        List<Map<String, Object>> sources = new ArrayList<>();
        for (Chunks.Chunk chunk : chunks) {
            arguments.add("--chunk=" + chunk.name() + ":" + chunk.scripts().size()
                    + (chunk.needs().isEmpty() ? "" : ":" + String.join(",", chunk.needs())));
            for (String script : chunk.scripts()) {
                Map<String, Object> source = new LinkedHashMap<>();
                source.put("path", script);
                source.put("src", withoutPrivate(texts.get(script)));
                sources.add(source);
            }
        }
        String wrapped = JsonTree.text(Map.of("sources", sources));
        String list = wrapped.substring(wrapped.indexOf('['), wrapped.lastIndexOf(']') + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        Minifier minifier = new Minifier(
                arguments.toArray(String[]::new),
                list.getBytes(StandardCharsets.UTF_8),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(problems, true, StandardCharsets.UTF_8));
        if (minifier.shouldRunCompiler()) {
            minifier.run();
        }
        if (minifier.exitCode != 0 || minifier.hasErrors()) {
            throw new UnfitPageException(problems.toString(StandardCharsets.UTF_8));
        }
        return scripts(out.toString(StandardCharsets.UTF_8), texts);
    }

    /** With private members as others, of as long a name, so that no column moves: whoever wrote them has seen to it that nobody else uses them. */
    private static String withoutPrivate(String text) {
        return PRIVATE.matcher(text).replaceAll("\\$");
    }

    /** Of {@code [{"path", "src", "source_map"}]}. */
    private static Map<String, Script> scripts(String json, Map<String, String> sources) {
        Map<String, Object> files = JsonTree.object("{\"files\":" + json + "}");
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> maps = new TreeMap<>();
        for (Object each : (List<?>) files.get("files")) {
            Map<String, Object> file = JsonTree.cast((Map<?, ?>) each);
            String name = stem((String) file.get("path"));
            texts.put(name, (String) file.get("src"));
            maps.put(name, (String) file.get("source_map"));
        }
        Map<String, Script> scripts = new TreeMap<>();
        texts.forEach((name, text) -> scripts.put(name, new Script(text, withSources(maps.get(name), sources))));
        return scripts;
    }

    /** A source map shows what was written, not what the compiler was given. */
    private static String withSources(String sourceMap, Map<String, String> texts) {
        Map<String, Object> map = new LinkedHashMap<>(JsonTree.object(sourceMap));
        map.put(
                "sourcesContent",
                ((List<?>) map.get("sources")).stream().map(texts::get).toList());
        return new String(JsonTree.bytes(map), StandardCharsets.UTF_8);
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceFirst("(\\" + MAP + ")?$", "").replaceFirst("\\" + Web.SCRIPT + "$", "");
    }
}
