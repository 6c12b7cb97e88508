package org.hamail.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Defects that the simulator must find: those of an earlier release first, then others, all outside the policy. */
final class Defects {
    private static final List<Defect> FIRST = List.of(
            new Defect(
                    "a mute resolver is taken for a dead daemon",
                    "recovery/history/ReportKind.java",
                    "cause.isNeverEvidence(notification.phase()) || ",
                    ""),
            new Defect(
                    "a mute resolver is taken for a dead daemon",
                    "recovery/ExternalGates.java",
                    "return unreadable(sight.detail());",
                    "return known(new Confirmation.StillFailing(sight.detail()));"),
            new Defect(
                    "one lost answer ends the wait for an indeterminate action",
                    "recovery/SettledView.java",
                    "return of(site, SILENCES);",
                    "return of(site, 1);"),
            new Defect(
                    "the launcher runs a verb a second time when its process dies",
                    "simulator/People.java",
                    "    private static boolean runsAgain() {\n        return false;",
                    "    private static boolean runsAgain() {\n        return true;"),
            new Defect(
                    "a report whose worker did not start is not decided again",
                    "recovery/Reconciler.java",
                    "        return new ReconcileFindings(situation, held, unreported, isDue(situation, held, unreported));",
                    "        return new ReconcileFindings(situation, held, unreported, held.size() > 1000 && isDue(situation, held, unreported));"),
            new Defect(
                    "a lock is held although somebody else has it",
                    "io/FileLock.java",
                    "locked = channel.tryLock() != null || LockWaiter.isLockedWithin(patienceNanos, channel);",
                    "locked = channel.tryLock() != null || patienceNanos != Long.MIN_VALUE;"),
            new Defect(
                    "two workers of one logical host work at once",
                    "recovery/Worker.java",
                    "Optional<FileLock> lock = FileLock.take(site.workerLock(), A_LOOK);",
                    "Optional<FileLock> lock = FileLock.take(site.directory().resolve(Long.toHexString(System.nanoTime())), A_LOOK);"),
            new Defect(
                    "a record is not synced",
                    "recovery/journal/Journal.java",
                    "            if (synced) {\n                file.force();\n            }\n        } catch (IOException e) {\n            file.takeOff(end);",
                    "        } catch (IOException e) {\n            file.takeOff(end);"),
            new Defect(
                    "a record that was written in part counts as written",
                    "io/AppendFile.java",
                    "            takeOff(begin);\n            throw e;",
                    "            size = begin + piece.length;\n            return begin;"),
            new Defect(
                    "each record begins a new chain",
                    "recovery/journal/Journal.java",
                    "last == null ? RecordCodec.NO_RECORD : last.hash()",
                    "RecordCodec.NO_RECORD"),
            new Defect(
                    "sequence numbers stand still",
                    "recovery/journal/Journal.java",
                    "lastSeq() + 1, moments.now(), event",
                    "Math.min(9, lastSeq() + 1), moments.now(), event"),
            new Defect(
                    "a torn last line is not taken off",
                    "recovery/journal/TornLine.java",
                    "            file.truncate(size - length);\n",
                    "            file.size();\n"),
            new Defect(
                    "a whole last line does not get the line end that it lacks",
                    "recovery/journal/TornLine.java",
                    "            file.write(ByteBuffer.wrap(new byte[] {'\\n'}), size);",
                    "            file.size();"),
            new Defect(
                    "a file is replaced without being synced",
                    "io/AtomicFile.java",
                    "            }\n            channel.force(true);\n",
                    "            }\n"),
            new Defect(
                    "the worker does not look once more before it acts",
                    "recovery/Worker.java",
                    "        if (objection.isPresent()) {",
                    "        if (objection.isPresent() && objections > 100) {"),
            new Defect(
                    "the worker leaves actions of dead workers open",
                    "recovery/Worker.java",
                    "        return runner.resolve(orphans);",
                    "        return orphans != null;"),
            new Defect(
                    "the worker does not see that it stood still",
                    "recovery/PreActionCheck.java",
                    "return passed.compareTo(limit) > 0 ?",
                    "return passed.isNegative() ?"),
            new Defect(
                    "answers never grow old",
                    "recovery/GateAnswers.java",
                    "if (!isOlder(question, site.freshness(), fresh.now())) {",
                    "if (question != null) {"), // the last look would still object
            new Defect(
                    "answers never grow old",
                    "recovery/PreActionCheck.java",
                    "return passed.compareTo(limit) > 0 ?",
                    "return passed.isNegative() ?"),
            new Defect(
                    "the own probe is not asked for",
                    "recovery/ExternalGates.java",
                    "return decision.suspect()\n                .map(suspect -> ofSuspect(suspect, node))\n                .orElseGet(() -> unreadable(\"no daemon is suspected\"));",
                    "return known(new Confirmation.StillFailing(node));"),
            new Defect(
                    "an indeterminate action is begun again",
                    "recovery/ActionRunner.java",
                    "case INDETERMINATE -> settleAndVerify(intent);",
                    "case INDETERMINATE -> run(intent).verified();"),
            new Defect(
                    "an action of a dead worker is begun again",
                    "recovery/ActionRunner.java",
                    "        verifyAt(intent, settled, orphan.outcome().isEmpty() ? \"\" : Outcome.FOUND_LATER + \"; \");\n        return true;",
                    "        return run(intent) != null;"),
            new Defect(
                    "an action of a dead worker gets two outcomes",
                    "recovery/ActionRunner.java",
                    "if (orphan.outcome().isEmpty()) {",
                    "if (orphan.outcome().isEmpty() || settled.view().isPresent()) {"));

    private static final List<Defect> OTHERS = List.of(
            new Defect(
                    "every action counts as verified",
                    "recovery/ActionRunner.java",
                    "append(new Verification(intent.id(), verdict.ok(), cut(before + verdict.detail())));",
                    "append(new Verification(intent.id(), true, cut(before + verdict.detail())));"),
            new Defect(
                    "a directory that does not answer counts as one that does",
                    "recovery/ExternalGates.java",
                    "situation.with(Question.DIRECTORY, site.preconditions().directoryAnswers())",
                    "situation.with(Question.DIRECTORY, new Reading.Known<>(site.preconditions().directoryAnswers() != null, \"directory\", 0))"),
            new Defect(
                    "a monitoring host that reaches no other host counts as sane",
                    "recovery/ExternalGates.java",
                    "situation.with(Question.SANITY, site.preconditions().monitoringHostReachesOthers())",
                    "situation.with(Question.SANITY, new Reading.Known<>(site.preconditions().monitoringHostReachesOthers() != null, \"gateway\", 0))"),
            new Defect(
                    "decision and intent are not made under one situation",
                    "recovery/IntentRecorder.java",
                    "        journal.append(decision.made());\n        Intent intent = intent(decision, situation);\n        journal.append(intent);",
                    "        Intent intent = intent(decision, situation);\n        journal.append(decision.made());"),
            new Defect(
                    "the storm ledger forgets what it is told",
                    "recovery/StormLedger.java",
                    "        kept.append(line(new LedgerEntry(logicalHost, now))).append('\\n');\n        AtomicFile",
                    "        AtomicFile"),
            new Defect(
                    "the storm ledger counts what is old",
                    "recovery/StormLedger.java",
                    "&& age.compareTo(interval) < 0) {",
                    "&& age.compareTo(interval) > 0) {"),
            new Defect(
                    "the switch reads as on",
                    "recovery/ServiceSwitch.java",
                    "                        position,\n                        text(json, \"who\")",
                    "                        ServiceState.Switch.ON,\n                        text(json, \"who\")"),
            new Defect(
                    "the switch is not written",
                    "recovery/ServiceSwitch.java",
                    "        AtomicFile.replace(file, json + \"\\n\");",
                    "        json.size();"),
            new Defect(
                    "ack leaves no record",
                    "operator/Operator.java",
                    "            journal.append(records.act(\"ack\"));\n",
                    "            journal.append(records.act(\"acknowledged\"));\n"),
            new Defect(
                    "what is told of an idle node stands for ever",
                    "recovery/history/DecisionEffect.java",
                    "return decision.rule().equals(HEALED) || decision.rule().equals(WRONG_NODE);",
                    "return decision.rule().equals(HEALED);"),
            new Defect(
                    "what is told of one node is taken as told of the other",
                    "recovery/event/NodeSeries.java",
                    "return new NodeSeries(Series.of(said), said.node());",
                    "return new NodeSeries(Series.of(said), Optional.empty());"),
            new Defect(
                    "a report gets no decision",
                    "recovery/Handler.java",
                    "            journal.append(SituationLoader.naming(decision, entry));\n",
                    "            SituationLoader.naming(decision, entry);\n"),
            new Defect(
                    "a report is recorded twice",
                    "recovery/Handler.java",
                    "            Entry entry = journal.appendUnsynced(notification);",
                    "            journal.append(notification);\n            Entry entry = journal.append(notification);"),
            new Defect(
                    "no decision is made for a handler that was killed",
                    "recovery/SituationLoader.java",
                    "if (unanswered.isPresent()) {",
                    "if (unanswered.isPresent() && held == null) {"),
            new Defect(
                    "the agent looks into the journal once",
                    "recovery/Reconciler.java",
                    "if (now.isEmpty() || !now.equals(version)) {",
                    "if (version.isEmpty()) {"),
            new Defect(
                    "what was probed is not recorded",
                    "recovery/HeldFaults.java",
                    "        journal.append(probe);\n",
                    "        probe.result();\n"),
            new Defect(
                    "a fault that was held is never looked at again",
                    "recovery/HeldFaults.java",
                    "if (judged.contains(fault.ofNode())",
                    "if (!judged.contains(fault.ofNode())"),
            new Defect(
                    "a downtime that the core shows is not seen",
                    "recovery/CoreState.java",
                    "Integer.toString(service.downtimeDepth())",
                    "\"0\""),
            new Defect(
                    "a host that is down for the core is not seen",
                    "recovery/CoreState.java",
                    "service.hostState().name(),",
                    "HostState.UP.name(),"),
            new Defect(
                    "handlers that are off in the core are not seen",
                    "recovery/CoreState.java",
                    "                service.eventHandler() == EventHandler.ON);",
                    "                true);"),
            new Defect(
                    "the memory of actions is lost between two questions",
                    "recovery/history/ActionHistory.java",
                    "        actions.putAll(other.actions);\n",
                    ""),
            new Defect(
                    "what was told of an idle node is forgotten when the service comes there",
                    "recovery/history/StandingFaults.java",
                    "if (end.elsewhere() && fault.ofNode().node().isPresent()) {",
                    "if (end.elsewhere() && lastAction < 0) {"),
            new Defect(
                    "the memory of what stands is lost between two questions",
                    "recovery/history/StandingFaults.java",
                    "        standing.putAll(other.standing);\n",
                    ""),
            new Defect(
                    "the memory of what stands is lost between two questions",
                    "recovery/history/StandingFaults.java",
                    "        elsewhere.putAll(other.elsewhere);\n",
                    ""));

    private Defects() {}

    /** By name: what belongs together is put in together. */
    static Map<String, List<Defect>> all() {
        List<Defect> all = new ArrayList<>(FIRST);
        all.addAll(OTHERS);
        Map<String, List<Defect>> named = new LinkedHashMap<>();
        all.forEach(each ->
                named.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each));
        return named;
    }
}
