/** The process: {@link dev.sluice.app.Main} hands over to the command line in {@code cli}. */
package dev.sluice.app;
