package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
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

/** One file of the build's folder {@code web}, in memory. Browsers keep it, and ask each time whether it is still the same. */
public record WebFile(Buffer content, String type, String etag) {
    private static final String FOLDER = "/web/";
    private static final String ASK_EACH_TIME = "no-cache";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /** @param path below {@code web} */
    public static WebFile of(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("what is " + path + "? Its type is not known");
        }
        return of(Resources.read(FOLDER + path), type);
    }

    public static WebFile of(Buffer content, String type) {
        return new WebFile(SharedDocument.of(content.getBytes()), type, Etag.of(content));
    }

    /** The files of a folder below {@code web}, by their names. They lie in a folder of the disk, or in a JAR. */
    public static Map<String, WebFile> all(String folder) {
        URL url = WebFile.class.getResource(FOLDER + folder);
        if (url == null) {
            throw new IllegalStateException("not in the build: " + FOLDER + folder);
        }
        try {
            URI place = url.toURI();
            if (!place.getScheme().equals("jar")) {
                return all(folder, Path.of(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return all(folder, jar.getPath(FOLDER + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + url, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("reading " + url, e);
        }
    }

    public boolean isPage() {
        return type.startsWith("text/html");
    }

    public void send(RoutingContext context, int status) {
        HttpServerResponse response = context.response();
        SecurityHeaders.page(response);
        if (status == 200) {
            Answers.shared(context, etag, ASK_EACH_TIME, type, content);
        } else {
            response.headers()
                    .set(HttpHeaders.ETAG, etag)
                    .set(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME)
                    .set(HttpHeaders.CONTENT_TYPE, type);
            response.setStatusCode(status).end(content);
        }
    }

    private static Map<String, WebFile> all(String name, Path folder) throws IOException {
        Map<String, WebFile> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.map(file -> file.getFileName().toString()).forEach(file -> files.put(file, of(name + "/" + file)));
        }
        return files;
    }
}
