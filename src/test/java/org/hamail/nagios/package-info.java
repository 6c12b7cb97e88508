/** The configuration that goes to Nagios, tried with a real one. */
@NullMarked
package org.hamail.nagios;

import org.jspecify.annotations.NullMarked;
