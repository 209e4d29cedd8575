package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A page, or one file of what pages are made of, in memory. */
public record WebFile(Packed content, String type) {
    /** Browsers keep it, and ask each time whether it is still the same. */
    public static final CharSequence ASK_EACH_TIME = HttpHeaders.createOptimized("no-cache");

    /** As they are written: the folder {@code web}. */
    private static final String SOURCES = "/sources/";
    /** As they are sent: what the module {@code pages} made of it, and beside each file the forms of it that pay. */
    private static final String BUILT = "/pages/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "map", "application/json",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon");

    /** @param path of what is sent, {@code index.html}, {@code demo/index.html}, {@code assets/common.0123456789.js} */
    public static WebFile of(String path) {
        Buffer gzip = form(path + ".gz");
        Buffer brotli = form(path + ".br");
        return new WebFile(
                Packed.of(SharedDocument.of(Resources.read(BUILT + path).getBytes()), gzip, brotli), type(path));
    }

    /** Null if it does not pay. */
    private static Buffer form(String path) {
        return Resources.has(BUILT + path)
                ? SharedDocument.of(Resources.read(BUILT + path).getBytes())
                : null;
    }

    public static WebFile of(Buffer content, String type) {
        return new WebFile(Packed.of(SharedDocument.of(content.getBytes()), Etag.of(content)), type);
    }

    /** The files of a folder below {@code web} as they are written, by their names. They lie in a folder of the disk, or in a JAR. */
    public static Map<String, WebFile> sources(String folder) {
        URL url = WebFile.class.getResource(SOURCES + folder);
        if (url == null) {
            throw new IllegalStateException("not in the build: " + SOURCES + folder);
        }
        try {
            URI place = url.toURI();
            if (!place.getScheme().equals("jar")) {
                return sources(folder, Path.of(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return sources(folder, jar.getPath(SOURCES + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + url, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("reading " + url, e);
        }
    }

    private static Map<String, WebFile> sources(String name, Path folder) throws IOException {
        Map<String, WebFile> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.map(file -> file.getFileName().toString())
                    .forEach(file -> files.put(file, of(Resources.read(SOURCES + name + "/" + file), type(file))));
        }
        return files;
    }

    private static String type(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("what is " + path + "? Its type is not known");
        }
        return type;
    }

    /** @param caching for how long caches may keep it, as {@code Cache-Control} says it */
    public void send(RoutingContext context, int status, CharSequence caching) {
        if (type.equals(TYPES.get("html"))) {
            SecurityHeaders.page(context.response());
        } else {
            SecurityHeaders.part(context.response());
        }
        Answers.shared(context, status, content, caching, type);
    }
}
