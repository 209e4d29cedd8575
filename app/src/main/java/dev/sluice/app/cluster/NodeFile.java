package dev.sluice.app.cluster;

import dev.sluice.process.Folders;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Settings of one node as a file that only this user can read, since secrets are among them. */
public final class NodeFile {
    private NodeFile() {}

    /**
     * Writes it anew.
     *
     * @param texts values by the settings' names
     */
    public static Path write(Path file, Map<String, String> texts) throws IOException {
        Properties properties = new Properties();
        properties.putAll(texts);
        StringWriter content = new StringWriter();
        properties.store(content, null);
        Files.deleteIfExists(file);
        Folders.writePrivate(file, content.toString());
        return file;
    }
}
