package org.hamail.process;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.probe.CannotObserve;

/**
 * A regular expression that is given up after a number of steps: some expressions take longer than the machine will live
 * on a text that somebody else may choose.
 */
public final class BoundedRegex {
    private static final int STEPS = 2_000_000;

    private final Pattern pattern;

    private BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression of {@link Pattern}.
     *
     * @throws IllegalArgumentException with a reason for people when it is none
     */
    public static BoundedRegex of(String text) {
        try {
            return new BoundedRegex(Pattern.compile(text, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("not a regular expression that can be read: nested too deeply", e);
        }
    }

    /**
     * Whether it occurs anywhere in {@code text}.
     *
     * @throws CannotObserve when finding out takes too long
     */
    public boolean occursIn(String text) throws CannotObserve {
        try {
            return pattern.matcher(new CountedText(text)).find();
        } catch (TooManySteps | StackOverflowError e) {
            throw new CannotObserve("the regular expression " + pattern + " takes too long on a command line", e);
        }
    }

    @Override
    public String toString() {
        return pattern.toString();
    }

    /** A text that counts how often the matcher looks at it. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int steps;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
