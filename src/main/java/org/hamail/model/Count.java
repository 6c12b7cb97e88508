package org.hamail.model;

/** Numbers of things in a sentence: {@code 1 record}, {@code 2 records}. */
public final class Count {
    private Count() {}

    /** So many of them; {@code thing} is the word for one. */
    public static String words(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
