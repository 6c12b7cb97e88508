/** Manual pages and tables, made from the definitions of options and keys; in no jar of a program. */
@NullMarked
package org.hamail.manual;

import org.jspecify.annotations.NullMarked;
