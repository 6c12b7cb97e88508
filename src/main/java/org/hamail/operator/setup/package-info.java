/** What the operator's command does before there is anything to operate: a first configuration, and what profiles there are. */
@NullMarked
package org.hamail.operator.setup;

import org.jspecify.annotations.NullMarked;
