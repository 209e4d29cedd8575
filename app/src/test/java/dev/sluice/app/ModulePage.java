package dev.sluice.app;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.sluice.browser.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** An empty page that can import the modules of the pages, without a server. */
final class ModulePage {
    /** What is worked out with {@code crypto.subtle} must come from a secure place. */
    private static final String NOWHERE = "https://pages.test";

    private ModulePage() {}

    static Page open(Chromium chromium) {
        Page page = chromium.browser().newContext().newPage();
        page.route("**/*", ModulePage::serve);
        page.navigate(NOWHERE + "/not-found.html");
        return page;
    }

    private static void serve(Route route) {
        String path = URI.create(route.request().url()).getPath();
        try (InputStream file = file(path)) {
            if (file == null) {
                route.fulfill(new Route.FulfillOptions().setStatus(404));
            } else {
                String type =
                        path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
                route.fulfill(new Route.FulfillOptions().setContentType(type).setBodyBytes(file.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the console are sent from the same folder as those of the shop. */
    private static InputStream file(String path) {
        InputStream file = ModulePage.class.getResourceAsStream("/sources" + path);
        return file != null || !path.startsWith("/assets/")
                ? file
                : ModulePage.class.getResourceAsStream("/sources/console" + path);
    }
}
