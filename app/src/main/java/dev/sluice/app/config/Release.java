package dev.sluice.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which release of the program this is. */
public final class Release {
    private Release() {}

    /** Reads what the build wrote. */
    public static String name() {
        try (InputStream file = Release.class.getResourceAsStream("/sluice-version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
