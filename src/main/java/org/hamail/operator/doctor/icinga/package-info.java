/** The objects of an Icinga 2, as {@code icinga2 object list} or its object file have them, and what recovery needs of them. */
@NullMarked
package org.hamail.operator.doctor.icinga;

import org.jspecify.annotations.NullMarked;
