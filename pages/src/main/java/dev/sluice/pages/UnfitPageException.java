package dev.sluice.pages;

/** Something in the folder {@code web} is not as it must be. The message says what and where. */
final class UnfitPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitPageException(String message) {
        super(message);
    }
}
