/**
 * How anybody talks to a shop: a {@link dev.sluice.crowd.http.ShopClient} knows where it is, each
 * {@link dev.sluice.crowd.http.Visitor} of it asks under one name, and gets an {@link dev.sluice.crowd.http.Answer}.
 */
package dev.sluice.crowd.http;
