/**
 * Files and commands: files replaced as a whole, locks that end with their owner, files of secrets, and commands without a
 * shell, here or over ssh, in a session of their own and within a time limit.
 */
@NullMarked
package org.hamail.io;

import org.jspecify.annotations.NullMarked;
