package org.hamail.operator.replay;

import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.CoreWords;

/** Something that happened to a logical host, whatever told of it. Times are milliseconds since 1970. */
public sealed interface Occurrence {
    long at();

    String logicalHost();

    /** How a report came about. */
    enum Origin {
        /** A change that the core reported. */
        REPORT,
        /** A change, and a stock plugin's time limit of seconds passed: no evidence before 660 s. */
        SHORT_TIMEOUT,
        /** How things stand, said again. */
        STATE
    }

    /**
     * A check said something.
     *
     * @param words what it said, which many reports of a log have in common
     * @param event by which reports of one event are known; 0 where the words tell it
     */
    record Reported(long at, String logicalHost, Notification words, long event, Origin origin) implements Occurrence {
        public Notification said() {
            return event == 0 ? words : words.ofEvent("log-" + event);
        }

        public Series series() {
            return Series.of(words);
        }

        public boolean ok() {
            return words.state().equals("OK");
        }
    }

    /** Downtime or state of the host of a service is another one from now on. */
    record Surroundings(long at, String logicalHost, Series series, CoreWords.CoreWord word) implements Occurrence {}

    /** The user/group directory answers, or does not. */
    record Directory(long at, String logicalHost, boolean answers, String output) implements Occurrence {}

    /** What people did, as the journal has it. */
    record Done(long at, String logicalHost, Event event) implements Occurrence {}
}
