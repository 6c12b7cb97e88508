/** The launchers in plugins/, with every Java that is installed. */
@NullMarked
package org.hamail.launcher;

import org.jspecify.annotations.NullMarked;
