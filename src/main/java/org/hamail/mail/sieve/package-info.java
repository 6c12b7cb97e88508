/** ManageSieve (RFC 5804), by which users keep their filters, as far as a probe needs it. */
@NullMarked
package org.hamail.mail.sieve;

import org.jspecify.annotations.NullMarked;
