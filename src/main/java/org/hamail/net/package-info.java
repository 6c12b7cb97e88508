/** Conversations over TCP that no server can hold up or blow up: bounded in time, in bytes, and in what they keep. */
@NullMarked
package org.hamail.net;

import org.jspecify.annotations.NullMarked;
