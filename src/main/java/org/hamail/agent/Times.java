package org.hamail.agent;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.hamail.time.Ticker;

/** Clocks and chance, from the rim. */
public record Times(Ticker ticker, Clock clock, RandomGenerator random) {}
