/** Tests of the story from notification to verification. */
@NullMarked
package org.hamail.recovery;

import org.jspecify.annotations.NullMarked;
