/**
 * How a process ends: with a code, and a message for the person who started it. It uses nothing else of ours.
 */
package dev.sluice.app.exit;
