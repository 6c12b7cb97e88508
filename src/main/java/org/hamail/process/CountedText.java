package org.hamail.process;

/** A text that counts how often the matcher looks at it, and allows it so many looks only. */
final class CountedText implements CharSequence {
    private static final int STEPS = 2_000_000;

    private final String text;
    private int steps;

    CountedText(String text) {
        this.text = text;
    }

    /** It was looked at more often than that. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
