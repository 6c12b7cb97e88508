/** Tries everything that recovery needs before it is needed, and changes nothing. */
@NullMarked
package org.hamail.operator.doctor;

import org.jspecify.annotations.NullMarked;
