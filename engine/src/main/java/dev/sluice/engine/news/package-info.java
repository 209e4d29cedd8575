/** What ticket services tell gateways elsewhere of their sales, so that these can refuse from memory. */
package dev.sluice.engine.news;
