package org.hamail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void oneIsSingular() {
        assertEquals("0 records", Count.words(0, "record"));
        assertEquals("1 record", Count.words(1, "record"));
        assertEquals("2 records", Count.words(2, "record"));
    }
}
