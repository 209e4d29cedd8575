package dev.sluice.app;

import dev.sluice.app.cli.SluiceCommand;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(SluiceCommand.execute(arguments));
    }
}
