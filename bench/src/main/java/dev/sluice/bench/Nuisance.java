package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;

/** Many who do the same again and again, whatever comes of it, until this is closed. */
final class Nuisance implements AutoCloseable {
    /** Nobody waits for one who hangs. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final long PAUSE_MILLIS = 20;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /** What one of them does once. */
    @FunctionalInterface
    interface Deed {
        /** @param who a number from 0 */
        void again(int who) throws Exception;
    }

    private Nuisance() {}

    static Nuisance start(int many, Deed deed) {
        Nuisance nuisance = new Nuisance();
        for (int i = 0; i < many; i++) {
            int who = i;
            nuisance.threads.add(Thread.ofVirtual().start(() -> nuisance.goOn(who, deed)));
        }
        return nuisance;
    }

    private void goOn(int who, Deed deed) {
        while (!over) {
            try {
                deed.again(who);
            } catch (Exception e) {
                pause(); // refused, cut off or told to stop: what the live sale's buyers see is what counts
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
