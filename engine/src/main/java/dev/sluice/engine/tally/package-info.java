/**
 * What is counted of each sale in this process: by threads of their own, so that counting costs them next to nothing, and added up by whoever
 * shows or keeps it.
 */
package dev.sluice.engine.tally;
