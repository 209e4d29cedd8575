/** Pictures that merchants send: taken apart, made anew from their pixels, kept, and shown. */
package dev.sluice.gateway.picture;
