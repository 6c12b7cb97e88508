/**
 * What is recorded: notifications, decisions, intents, outcomes, verifications, own probes and commands of operators. Values
 * only.
 */
@NullMarked
package org.hamail.recovery.event;

import org.jspecify.annotations.NullMarked;
