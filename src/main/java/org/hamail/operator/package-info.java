/** The side of the person who operates the service: the verbs of {@code hamail}, and what they show. */
@NullMarked
package org.hamail.operator;

import org.jspecify.annotations.NullMarked;
