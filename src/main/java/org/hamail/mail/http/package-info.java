/** HTTP (RFC 9112) as far as a probe needs it: one request, one reply. */
@NullMarked
package org.hamail.mail.http;

import org.jspecify.annotations.NullMarked;
