/** Draws what was seen, decided and done as pages that need neither a network nor their script. */
@NullMarked
package org.hamail.operator.picture;

import org.jspecify.annotations.NullMarked;
