package dev.sluice.bench;

/**
 * Who wants a unit: a person, or a bot, which is a person with a program.
 *
 * @param number of all people, from 0
 * @param accounts that they have
 */
record FairPerson(int number, boolean isBot, int accounts) {
    private static final String BOT = "bot-";
    private static final String HUMAN = "human-";

    /** Whose user the shop knows it as. */
    String account(int index) {
        return (isBot ? BOT : HUMAN) + number + "-" + index;
    }

    /** Whether an account is a bot's. */
    static boolean isBots(String account) {
        return account.startsWith(BOT);
    }

    /** Where they are; nobody else is there. */
    String address() {
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
