package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.node.Lifecycle;
import dev.sluice.app.node.Node;
import dev.sluice.app.process.ParentWatch;
import dev.sluice.gateway.DemoGoods;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One process of a demo of several, started by that. It ends when its standard input does. */
@Command(name = "node", hidden = true, description = "One process of a demo of several; the demo starts it.")
final class NodeCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, description = "All its settings; nothing else is read.")
    private Path file;

    @Option(names = "--samples", description = "Puts samples on sale.")
    private boolean samples;

    @Override
    public Integer call() {
        ConfigSource source =
                ConfigSource.builtIn(file.toString(), ConfigSource.file(file).texts());
        Settings settings = Settings.demo(Config.read(List.of(source)));
        Logging.begin(Logging.Layout.PERSON, settings.logLevel());
        ParentWatch.begin();
        return Lifecycle.run(parts -> Node.start(
                settings,
                InstantSource.system(),
                parts,
                () -> null,
                samples ? new DemoSales(parts, settings.signingKey().bytes()) : DemoGoods.NOTHING));
    }
}
