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

    /** A file, the same for everybody, to be read by GET. HTML may name parts of the shop's own pages, such as {@code {{header}}}. */
    public record Page(String path, String mediaType, byte[] content) {}

    /**
     * What a POST does.
     *
     * @param work for the payment that the path names; may block, and throw {@link PaymentProviderException}
     */
    public record Action(String path, Function<UUID, Reply> work) {}

    /** What came of an action. */
    public enum Reply {
        DONE,
        /** The provider does not know the payment. */
        UNKNOWN
    }
}
