/**
 * Makes the pages: {@link dev.sluice.pages.PagesBuild} reads the folder {@code web} and writes what is sent, when this module is built.
 * Nothing of it runs in a server.
 */
package dev.sluice.pages;
