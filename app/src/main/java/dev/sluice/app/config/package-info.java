/**
 * What can be set, from where, and what is refused. {@link dev.sluice.app.config.Declared} finds every setting, and
 * {@link dev.sluice.app.config.Settings} is what the rest of the process sees of them.
 */
package dev.sluice.app.config;
