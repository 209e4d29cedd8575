/**
 * The command line. {@link dev.sluice.app.cli.SluiceCommand} is the place to start reading; each subcommand reads its settings, starts
 * what it needs, and ends with an exit code.
 */
package dev.sluice.app.cli;
