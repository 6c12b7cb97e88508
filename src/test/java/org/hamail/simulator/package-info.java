/** The whole system in a simulated world under a virtual clock: shipped classes decide and remember, everything else is simulated. */
@org.jspecify.annotations.NullMarked
package org.hamail.simulator;
