/**
 * Requests, answers, problems, pages of listings, entity tags and files, whatever they are about. {@link
 * dev.sluice.gateway.http.Failures} says what is thrown as a problem.
 */
package dev.sluice.gateway.http;
