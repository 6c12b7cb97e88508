/** The check commands with their options. */
@NullMarked
package org.hamail.checks;

import org.jspecify.annotations.NullMarked;
