/** The pages, put together from their parts. */
package dev.sluice.gateway.pages;
