package org.hamail.operator.doctor.nagios;

import java.util.Optional;

/**
 * A value and where it stands.
 *
 * @param place {@code FILE:LINE}
 */
record Directive(String value, String place) {
    /** A word that switches: Nagios takes every number but 0 for "on". */
    boolean isOff() {
        return value.equals("0");
    }

    Optional<Double> number() {
        try {
            return Optional.of(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
