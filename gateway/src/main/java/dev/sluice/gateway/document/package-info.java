/** Sales and reservations as JSON, as several of the routes' packages send them. */
package dev.sluice.gateway.document;
