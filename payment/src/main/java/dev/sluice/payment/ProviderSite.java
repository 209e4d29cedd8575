package dev.sluice.payment;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a provider serves to browsers below this shop's own address, because it has none of its own. In every path {@code :payment}
 * stands for a payment's id.
 */
public record ProviderSite(List<Page> pages, List<Action> actions) {
    /** Of providers that are elsewhere. */
    public static final ProviderSite NONE = new ProviderSite(List.of(), List.of());

    public ProviderSite {
        pages = List.copyOf(pages);
        actions = List.copyOf(actions);
    }

    /** A file, the same for everybody. */
    public record Page(String path, String mediaType, byte[] content) {}

    /**
     * What the page asks for.
     *
     * @param method {@code GET} or {@code POST}
     * @param work for the payment that the path names; may block, and throw {@link PaymentProviderException}
     */
    public record Action(String method, String path, Function<UUID, Reply> work) {}

    /** What came of an action. */
    public sealed interface Reply {}

    public record Done() implements Reply {}

    /** @param json a document in UTF-8 */
    public record Shown(byte[] json) implements Reply {}

    /** The provider does not know the payment. */
    public record Unknown() implements Reply {}
}
