package dev.sluice.chaos.stage;

import dev.sluice.process.Hold;

/** Harm that was done, until it is healed. */
public final class Injury {
    private final String lane;
    private final String words;
    private final Healing healing;
    private final boolean held;
    private boolean healed;

    /** Gives back what was taken away. */
    @FunctionalInterface
    interface Healing {
        void heal() throws Exception;
    }

    private Injury(String lane, String words, Healing healing, boolean held) {
        this.lane = lane;
        this.words = words;
        this.healing = healing;
        this.held = held;
    }

    /** Of what is gone until it is started again. */
    static Injury of(String lane, String words, Healing healing) {
        return new Injury(lane, words, healing, false);
    }

    /** Of what is there, and cannot do anything while it is held. */
    static Injury of(String lane, String words, Hold hold) {
        return new Injury(lane, words, hold::close, true);
    }

    /** To whom it was done, such as {@code ticket-1} or {@code postgres}. */
    public String lane() {
        return lane;
    }

    /** What was done, for people. */
    public String words() {
        return words;
    }

    /** Lets go what is held, so that it can end. */
    void release() {
        if (held) {
            heal();
        }
    }

    /**
     * Gives back what was taken away, once; all may still have to find together.
     *
     * @throws StageException if it does not come back
     */
    public synchronized void heal() {
        if (healed) {
            return;
        }
        healed = true;
        try {
            healing.heal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException(lane + " is not healed: interrupted", e);
        } catch (Exception e) {
            throw new StageException(lane + " is not healed: " + e.getMessage(), e);
        }
    }
}
