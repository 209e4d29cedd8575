package dev.sluice.crowd.http;

/** Says who somebody is, in a way that a shop believes. Any thread may use it. */
@FunctionalInterface
public interface TokenSource {
    /** A bearer token for this user, with these roles. */
    String token(String user, String... roles);
}
