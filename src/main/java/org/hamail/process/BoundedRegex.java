package org.hamail.process;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.probe.Probe.CannotObserve;

/**
 * A regular expression that is given up after a number of steps: some expressions take longer than the machine will live
 * on a text that somebody else may choose.
 */
public final class BoundedRegex {
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
        } catch (CountedText.TooManySteps | StackOverflowError e) {
            throw new CannotObserve("the regular expression " + pattern + " takes too long on a command line", e);
        }
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
