/** How the operator's command shows things on a terminal: times, tables, colours. */
@NullMarked
package org.hamail.operator.display;

import org.jspecify.annotations.NullMarked;
