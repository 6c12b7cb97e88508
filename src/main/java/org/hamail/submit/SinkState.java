package org.hamail.submit;

import java.util.Optional;

/**
 * How it stands between the spool and one sink.
 *
 * @param waiting results that are not delivered
 * @param delivered results that the sink took since the start
 * @param held services that the sink does not take, while it takes others
 * @param down why the sink does not work
 * @param spoolTrouble why the disk does not take results
 * @param sinceDelivery seconds since the sink took the last one; empty when it never did
 */
public record SinkState(
        String sink,
        boolean acknowledges,
        int waiting,
        long delivered,
        int held,
        Optional<String> down,
        Optional<String> spoolTrouble,
        Optional<Long> sinceDelivery) {}
