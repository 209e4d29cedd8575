/** A real browser for the tests of the pages, and for what measures and pictures them. */
package dev.sluice.browser;
