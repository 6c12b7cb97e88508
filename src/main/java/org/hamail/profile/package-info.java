/** The daemons of a profile on this machine: which installations are meant, what is looked for, and what is found of it. */
@NullMarked
package org.hamail.profile;

import org.jspecify.annotations.NullMarked;
