package dev.sluice.crowd.http;

/** Sees each answer before whoever asked; what it throws is thrown to them. Any thread may use it. */
@FunctionalInterface
public interface Witness {
    /** @param path as it was asked for, with its query */
    void answered(String method, String path, Answer answer);
}
