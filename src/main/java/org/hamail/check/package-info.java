/** The shape of every check: probe, evaluation, and the one guard that turns any failure into a result. */
@NullMarked
package org.hamail.check;

import org.jspecify.annotations.NullMarked;
