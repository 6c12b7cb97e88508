/**
 * What the configuration describes, made of the classes that do it: engine, probes and files of a logical host, and the user
 * for whom a program acts.
 */
@NullMarked
package org.hamail.site;

import org.jspecify.annotations.NullMarked;
