package dev.sluice.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers in options, by the least that they may be. */
final class Numbers {
    private Numbers() {}

    static final class AtLeastZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 0);
        }
    }

    static final class AtLeastOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 1);
        }
    }

    private static Integer number(String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new TypeConversionException(
                "'" + text + "' is no whole number from " + least + " to " + Integer.MAX_VALUE);
    }
}
