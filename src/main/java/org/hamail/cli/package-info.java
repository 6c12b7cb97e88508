/** Command lines: options, arguments, help, {@code --extra-opts}, and the console that a program prints to. */
@NullMarked
package org.hamail.cli;

import org.jspecify.annotations.NullMarked;
