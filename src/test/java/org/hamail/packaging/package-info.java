/** The commands of {@code packaging/}, called as people call them. */
@NullMarked
package org.hamail.packaging;

import org.jspecify.annotations.NullMarked;
