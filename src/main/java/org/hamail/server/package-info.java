/** What is known about kinds of mail servers and their installations: profiles, server roots, instances. */
@NullMarked
package org.hamail.server;

import org.jspecify.annotations.NullMarked;
