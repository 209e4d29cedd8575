package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;

/** One way to sell, which {@code bench fairness} tries: an order, and what guards it. */
record FairScene(FairMode mode, FairGuard guard) {
    private static final int CALLED_A_MINUTE = 6_000;

    /** Every order as it is, and with what binds an account to a person; and what the other guards are worth where the first come wins. */
    static List<FairScene> all() {
        List<FairScene> scenes = new ArrayList<>();
        for (FairGuard guard : FairGuard.values()) {
            scenes.add(new FairScene(FairMode.FIRST_COME, guard));
        }
        for (FairMode mode : List.of(FairMode.SPLIT, FairMode.SHUFFLED, FairMode.LOTTERY)) {
            scenes.add(new FairScene(mode, FairGuard.NONE));
        }
        scenes.add(new FairScene(FairMode.LOTTERY, FairGuard.CAPTCHA));
        scenes.add(new FairScene(FairMode.SHUFFLED, FairGuard.CODES));
        scenes.add(new FairScene(FairMode.LOTTERY, FairGuard.CODES));
        return scenes;
    }

    /** As a merchant sets them. */
    String guards() {
        if (mode != FairMode.SHUFFLED) {
            return guard.json();
        }
        String others = guard == FairGuard.NONE
                ? ""
                : ", " + guard.json().substring(1, guard.json().length() - 1);
        return "{\"waitingRoom\": {\"perMinute\": " + CALLED_A_MINUTE + "}" + others + "}";
    }

    String name() {
        return mode + (guard == FairGuard.NONE ? "" : ", " + guard.words());
    }
}
