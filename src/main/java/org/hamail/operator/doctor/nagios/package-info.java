/** The configuration of Nagios or Naemon: read as the core reads it, and judged by what recovery needs of it. */
@NullMarked
package org.hamail.operator.doctor.nagios;

import org.jspecify.annotations.NullMarked;
