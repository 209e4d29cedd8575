package dev.sluice.app.cli;

import dev.sluice.app.config.Declared;
import dev.sluice.engine.setting.Setting;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the settings. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every setting with what it does, what it expects and its default, as a file for --config in which"
                    + " all of them are commented out.",
            "docs/operating/settings.md says where settings come from and which are unsafe."
        })
final class SettingsCommand implements Runnable {
    @Parameters(
            paramLabel = "WORD",
            arity = "0..1",
            defaultValue = "",
            description = "Only settings with this in their names, such as \"ledger\" or \"timeout\".")
    private String word;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List<Setting<?>> chosen = Declared.settings().stream()
                .filter(setting -> setting.name().contains(word))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No setting has \"" + word + "\" in its name.");
        }
        PrintWriter out = spec.commandLine().getOut();
        chosen.forEach(setting -> print(setting, out));
        out.flush();
    }

    private static void print(Setting<?> setting, PrintWriter out) {
        out.printf("# %s%n", setting.doc());
        out.printf("# Expects %s%s.%n", setting.format().expects(), setting.isSecret() ? ", or -file to name one" : "");
        out.printf("#%s=%s%n%n", setting.name(), setting.defaultText() == null ? "" : setting.defaultText());
    }
}
