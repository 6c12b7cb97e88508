/**
 * The vocabulary of everything: roles of a mail service, protocols, TLS modes, kinds of checks, observers, the numbers of
 * the policy, and what a cluster says of a logical host. It depends on nothing but the plugin contract.
 */
@NullMarked
package org.hamail.model;

import org.jspecify.annotations.NullMarked;
