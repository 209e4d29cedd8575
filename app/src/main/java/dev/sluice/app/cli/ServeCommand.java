package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.Settings;
import dev.sluice.app.node.Lifecycle;
import dev.sluice.app.node.Node;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A server for real sales. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server against a PostgreSQL of yours and your identity provider, and logs JSON lines.",
            "It refuses to start on settings that are wrong or unsafe, and names all of them at once."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  sluice serve --config sluice.properties --set http.port=8080",
            "",
            "  sluice settings prints every setting; docs/operating/settings.md says what counts as unsafe."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions given;

    @Override
    public Integer call() {
        Settings settings = Settings.serve(Config.read(given.sources()));
        Logging.begin(Logging.Layout.MACHINE, settings.logLevel());
        return Lifecycle.run(parts -> Node.start(settings, parts));
    }
}
