package dev.sluice.engine.news;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Carries news between processes. It may lose an edition, never changes their order, and never waits: stages end when what they stand for is
 * done, or fail. Any thread may use it.
 */
public interface NewsChannel {
    /** Of a process that has nobody to tell, and hears of nobody. */
    NewsChannel NONE = new NewsChannel() {
        @Override
        public CompletionStage<Void> publish(Edition edition) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> send(int gateway, Edition edition) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> ask(int member) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void read(Consumer<Edition> reader, Runnable restarted) {}

        @Override
        public void whenAsked(IntConsumer gateway) {}
    };

    /** Tells every gateway. */
    CompletionStage<Void> publish(Edition edition);

    /** Tells one gateway. */
    CompletionStage<Void> send(int gateway, Edition edition);

    /** Asks a ticket service for everything that it knows. It answers by {@link #send}. */
    CompletionStage<Void> ask(int member);

    /**
     * From now on hands what is told everybody, or this process, to the reader: one after the other, of one thread.
     *
     * @param restarted is called, by the same thread, when something may have been lost on the way
     */
    void read(Consumer<Edition> reader, Runnable restarted);

    /** From now on says which gateways ask for everything, by their numbers. */
    void whenAsked(IntConsumer gateway);
}
