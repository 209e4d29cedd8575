/** What everybody but its writer knows of a sale, and where commands for it are handed in. */
package dev.sluice.engine.desk;
