/** What the doctor has found: a closed list of kinds, and the places to change. */
@NullMarked
package org.hamail.operator.doctor.finding;

import org.jspecify.annotations.NullMarked;
