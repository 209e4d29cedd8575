/** How what fails is tried again, and what is due is done: for the engine and for whoever brings its messages to the outside. */
package dev.sluice.engine.retry;
