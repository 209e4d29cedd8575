package dev.sluice.crowd.http;

/** Says who somebody is, in a way that a shop believes. Any thread may use it. */
@FunctionalInterface
public interface TokenSource {
    /** For those who are never asked who they are. */
    TokenSource NONE = (user, _) -> {
        throw new IllegalStateException("there is no token for " + user);
    };

    /** A bearer token for this user, with these roles. */
    String token(String user, String... roles);
}
