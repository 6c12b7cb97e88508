package org.hamail.simulator;

/** What must hold in every world, judged by what the simulation itself knows. */
enum Invariant {
    ONE_ACTION_AT_ONCE("a monitoring server never begins an action while an earlier one of its own is still going on"),
    NOT_PAUSED("nothing automatic is begun on a logical host that is paused on that server"),
    NOT_OFF("nothing automatic is begun on a logical host that is switched off on that server"),
    NOT_IN_DOWNTIME("nothing automatic is begun in a downtime that hamail could know of"),
    NOT_ON_DOWN_HOST("nothing automatic is begun while the host is not UP, as far as hamail could know"),
    NOT_ON_STALE_ENGINE_ANSWER("no action is begun on an answer of the engine older than confirm_timeout + its limit"),
    NOT_ON_STALE_PROBE("no action is begun on an own probe older than confirm_timeout + the engine's limit"),
    NOT_WITHOUT_FAILING_PROBE("no automatic action is begun unless the last own probe failed"),
    NOT_ON_SERVED_SERVICE("nothing automatic is begun on a service that has served all the time since the own probe"),
    ENGINE_SAID_RUNNING("no automatic action is begun unless the engine's last answer was running"),
    WITH_QUORUM("no automatic action is begun without quorum"),
    FROM_WHERE_IT_IS("every action names the node on which the engine last showed the service"),
    FIT_TARGET("a failover goes only to a node that the engine last showed as eligible, and not to itself"),
    NO_FOREIGN_CONSTRAINT("no failover is begun against somebody else's move constraint"),
    DIRECTORY_ANSWERS("no failover is begun unless the directory answered this worker"),
    MONITOR_IS_SANE("no failover is begun unless this monitoring server reaches something else"),
    MODE_IS_KEPT("log-only never acts, restart-only never moves"),
    RESTART_BUDGET("never more than retry_count automatic restarts within retry_interval"),
    PINGPONG_INTERVAL("never two automatic failovers of one server within pingpong_interval"),
    STORM_LIMIT("no failover while two other logical hosts were acted on within storm_interval"),
    HARD_STOP("after an action whose success nobody saw nothing automatic is begun until a person acknowledges it"),
    UPGRADE_GOES_ON("no step of an upgrade moves the service back to the node that it moved it from"),
    INTENT_BEFORE_ACTION("every action has its intent as the last record of an action in the journal, synced"),
    HANDLERS_OFF("nothing is begun while event handlers are switched off in a core that hamail can read"),
    JOURNAL_IS_WHOLE("the journal's chain holds after every crash, tear and full disk"),
    NOTIFICATION_IS_RECORDED_ONCE("each delivered notification is recorded once for each handler that said so"),
    NOTIFICATION_IS_DECIDED("each recorded notification is named by a decision"),
    PATIENT_WITH_ENGINE("a single silence of the engine ends no wait for what became of an action"),
    OUTCOME_ONCE("no intent has two outcomes"),
    NO_ORPHAN_REMAINS("when all is calm again every intent has its outcome"),
    VERB_IS_RECORDED("each verb that was done is in the journal exactly once"),
    SWITCH_IS_AS_SAID("after a verb, and at the end, the switch stands where people put it"),
    NO_DEFECT("no program ends by a defect"),
    PROGRAMS_END("no program lives for ever"),
    OUTAGE_IS_HANDLED("no outage that lasts waits longer than its last gate, one interval and the probe"),
    HOLDS_END("when all is calm again every service serves whose outage hamail could know of"),
    OK_WHEN_ALL_IS_WELL("when all is calm again check_mail_ha is OK"),
    OK_NEVER_BESIDE_OUTAGE("check_mail_ha is not OK beside an outage that hamail was told of and that lasts");

    final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }
}
