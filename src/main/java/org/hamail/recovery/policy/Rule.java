package org.hamail.recovery.policy;

import org.hamail.recovery.history.DecisionEffect;
import org.hamail.recovery.policy.Decision.Word;

/**
 * The rules, each with the condition under which it is the first that applies and the sentence that the operator reads.
 * In a sentence, {@code {suspect}} stands for the evidence in words and {@code {detail}} for what the gate saw.
 */
public enum Rule {
    NOTHING("nothing", Word.NONE, "no notification is recorded", "nothing has been reported yet"),
    WRONG_NODE(
            DecisionEffect.WRONG_NODE,
            Word.NONE,
            "the evidence blames a node that does not hold the logical host",
            "the report blames {detail}: it is not about this service"),
    RECOVERED("recovered", Word.NONE, "the latest notification is an OK", "{suspect} is well"),
    UNKNOWN(
            "unknown",
            Word.NONE,
            "UNKNOWN, cause blind, usage or internal, or no sense in state, state type or attempt",
            "{suspect} could not be observed, which is no evidence of a fault"),
    NO_CAUSE(
            "no-cause",
            Word.NONE,
            "the output has no bracket, or a cause outside the closed list",
            "{suspect} has a problem without a known cause, which is no evidence"),
    NOT_ACTED_ON(
            "not-acted-on",
            Word.NONE,
            "the cause is not in act_on, is timeout/resolve, dns, unreachable or directory, or an absence not seen locally",
            "{suspect} reports {detail}, which is notify only"),
    OTHER_CHECK(
            "other-check",
            Word.NONE,
            "the output begins with the label of another check than the one of this daemon",
            "{suspect} was reported with the output of another check ({detail}), which says nothing of it"),
    DUPLICATE(
            "duplicate",
            Word.NONE,
            "the same event was delivered before",
            "{suspect} was reported before: the same event adds no evidence"),
    TOO_LITTLE(
            "too-little",
            Word.NONE,
            "the weights in the sliding window do not add up to 100",
            "{suspect}: the evidence weighs {detail} of 100"),
    EXPIRED(
            "expired",
            Word.NONE,
            "the evidence has left the sliding window",
            "{suspect}: the evidence is older than {detail}"),
    SPENT(
            "spent",
            Word.NONE,
            "the evidence was recorded when it could not count, or has been dealt with",
            "{suspect}: the evidence does not count any more{detail}"),

    PAUSED("paused", Word.HOLD, "the service is paused", "{suspect}, but the service is {detail}"),
    OFF("off", Word.HOLD, "the service is switched off", "{suspect}, but the service is {detail}"),
    SERVICE_UNREADABLE(
            "service-unreadable",
            Word.HOLD,
            "it cannot be read whether the service is on",
            "{suspect}, but it cannot be read whether the service is on: {detail}"),
    SERVICE_CONTRADICTORY(
            "service-contradictory",
            Word.HOLD,
            "the switch says on, and the journal says that it was switched off or paused last",
            "{suspect}, but {detail}"),
    DOWNTIME("downtime", Word.HOLD, "the downtime depth is not 0", "{suspect}, but {detail}"),
    HANDLER_OFF(
            "handler-off",
            Word.HOLD,
            "the event handler of the service is switched off in the monitoring core, or it has none",
            "{suspect}, but its event handler is switched off in the monitoring core"),
    HOST("host", Word.HOLD, "the monitored host is not UP", "{suspect}, but the host is {detail}"),
    DAEMON(
            "daemon",
            Word.HOLD,
            "this role is not acted on for this cause, check and observer",
            "{suspect}, but {detail}"),
    PROGRESS("progress", Word.HOLD, "an action is in flight, or its end is not known", "{suspect}, but {detail}"),
    SETTLE("settle", Word.HOLD, "the settle time is not over", "{suspect}, but the last action was verified {detail}"),
    LOG_ONLY("log-only", Word.HOLD, "the mode is log-only", "{suspect}, but the mode is log-only"),
    RESTART_ONLY(
            "restart-only",
            Word.HOLD,
            "only a failover is left and the mode is restart-only",
            "{suspect}{detail}, but the mode restart-only allows no failover"),
    BLOCKED(
            "blocked",
            Word.HOLD,
            "an action ended badly and nobody has acknowledged it",
            "{suspect}, but {detail}: nothing automatic until hamail ack"),
    ENGINE_UNREADABLE(
            "engine-unreadable",
            Word.HOLD,
            "the engine does not answer, or not sensibly, or its answer is old",
            "{suspect}, but the engine cannot be read: {detail}"),
    ENGINE_STATE(
            "engine-state",
            Word.HOLD,
            "no node holds the logical host, it is stopped, moving or in maintenance, or something there forbids any action",
            "{suspect}, but the engine says: {detail}"),
    QUORUM("quorum", Word.HOLD, "the cluster has no quorum", "{suspect}, but the cluster has no quorum"),
    CONFIRM_UNREADABLE(
            "confirm-unreadable",
            Word.HOLD,
            "the worker's own probe cannot tell whether the daemon serves, or is old",
            "{suspect}, but the own probe cannot tell: {detail}"),
    SATURATED(
            "saturated",
            Word.HOLD,
            "the worker's own probe was not served in time, and the daemon was seen serving others meanwhile",
            "{suspect}, but it is full, which a restart would only make worse: {detail}"),
    HEALED(
            DecisionEffect.HEALED,
            Word.NONE,
            "the worker's own probe succeeds",
            "{suspect}, but it has healed: {detail}"),
    SERVED_LOCALLY(
            "served-locally",
            Word.HOLD,
            "remote evidence, and the daemon is served on its node",
            "{suspect}, but it is served on its node, so the network is suspect: {detail}"),
    PINGPONG(
            "pingpong",
            Word.HOLD,
            "a failover ended less than pingpong_interval ago",
            "{suspect}, a failover is due, but the last one ended {detail}"),
    STORM(
            "storm",
            Word.HOLD,
            "too many other logical hosts were acted on lately",
            "{suspect}, a failover is due, but {detail}: manual intervention is needed"),
    DIRECTORY(
            "directory",
            Word.HOLD,
            "the user/group directory does not answer",
            "{suspect}, a failover is due, but the user/group directory is not well: {detail}"),
    SANITY(
            "sanity",
            Word.HOLD,
            "the monitoring host reaches nothing else",
            "{suspect}, a failover is due, but the monitoring host may be isolated: {detail}"),
    TARGET(
            "target",
            Word.HOLD,
            "no other node is eligible, or a move constraint that hamail did not set is in force",
            "{suspect}, a failover is due, but {detail}"),

    RESTART_ABSENT(
            "restart-absent", Word.RESTART, "local absence, and restarts are left", "{suspect}: restart {detail}"),
    RESTART_TIMEOUT(
            "restart-timeout", Word.RESTART, "local timeout, and restarts are left", "{suspect}: restart {detail}"),
    RESTART_FAULT(
            "restart-fault",
            Word.RESTART,
            "a local fault of another cause in act_on, and restarts are left",
            "{suspect}: restart {detail}"),
    FAILOVER_RESTART_FAILED(
            "failover-restart-failed",
            Word.FAILOVER,
            "local evidence, and the last restart failed",
            "{suspect}, and the last restart failed: failover{detail}"),
    FAILOVER_BUDGET(
            "failover-budget",
            Word.FAILOVER,
            "local evidence, and no restart is left in the window",
            "{suspect}, and no restart is left: failover{detail}"),
    FAILOVER_REMOTE(
            "failover-remote",
            Word.FAILOVER,
            "enough successive remote evidence, and the own probe fails as well",
            "{suspect}: failover{detail}");

    private final String id;
    private final Word word;
    private final String condition;
    private final String sentence;

    Rule(String id, Word word, String condition, String sentence) {
        this.id = id;
        this.word = word;
        this.condition = condition;
        this.sentence = sentence;
    }

    public String id() {
        return id;
    }

    public Word word() {
        return word;
    }

    public String condition() {
        return condition;
    }

    /** With its placeholders. */
    public String sentence() {
        return sentence;
    }

    /** The sentence of one decision. */
    String sentence(String suspect, String detail) {
        return sentence.replace("{suspect}", suspect).replace("{detail}", detail);
    }
}
