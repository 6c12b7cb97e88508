package org.hamail.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.hamail.operator.Operator;
import org.hamail.operator.Upgrade;
import org.hamail.recovery.ConfigurationInForce;
import org.hamail.recovery.Reconciliation;
import org.hamail.recovery.Site;
import org.hamail.recovery.Worker;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** Those who use the commands of hamail. */
final class People {
    private static final Set<String> OPENING = Set.of("resume", "on", "ack", "downtime-over");

    private final World world;
    private int verbs;

    People(World world) {
        this.world = world;
    }

    /** A person gives a command. */
    void verb(Server server, Mail mail, String verb) {
        verb(server, mail, verb, verb + "!" + ++verbs);
    }

    /** The steps of a rolling upgrade, each when a node may have been worked on; any of them may be forgotten. */
    void upgrade(Server server, Mail mail, long lasts) {
        int steps = 1 + world.dice.below(6);
        for (int i = 0; i < steps; i++) {
            world.clockwork.at(world.clockwork.now + i * lasts / 4, () -> {
                if (!world.calm) {
                    verb(server, mail, "upgrade");
                }
            });
        }
    }

    /** Who opens a gate has looked at what stands behind it, at once. */
    private void reconcile(Server server, Mail mail, Site site, String verb)
            throws IOException, JournalUnavailable, JournalBroken {
        var reconciliation = new Reconciliation(site);
        Reconciliation.Account account = verb.equals("downtime-over")
                ? reconciliation.carryOut(ConfigurationInForce.FOR_EVER)
                : reconciliation.start(() -> startWorker(server, mail));
        world.tell(
                server,
                "after " + verb + " of " + mail.name + (account.due() ? " something is" : " nothing is") + " due");
    }

    private void startWorker(Server server, Mail mail) throws IOException {
        if (world.clockwork.now < server.noForkUntil) {
            world.fault("workers that could not be started");
            throw new IOException("Resource temporarily unavailable");
        }
        long delay = world.dice.between(150, 1_500);
        server.start("worker of a verb", mail, delay, (me, site) -> server.work(() -> new Worker(site).reconcile()));
    }

    /** What the launcher does with the verb of a process that died: it may have been done. */
    private static boolean runsAgain() {
        return false;
    }

    private void verb(Server server, Mail mail, String verb, String marker) {
        Program program = server.start("hamail " + verb, mail, 0, (me, site) -> {
            world.judge.commanded(server, mail, verb, marker);
            var request = new Operator.Request("alice", marker, Optional.empty(), false);
            var operator = new Operator(site, request);
            try {
                Operator.Result result =
                        switch (verb) {
                            case "pause" -> operator.pause();
                            case "resume" -> operator.resume();
                            case "off" -> operator.off();
                            case "on" -> operator.on();
                            case "ack" -> operator.ack();
                            case "restart" -> operator.restart("all");
                            case "upgrade" -> new Upgrade(site, request).next();
                            case "abort" -> new Upgrade(site, request).abort();
                            case "downtime-over" -> operator.downtimeOver();
                            default -> operator.move(Optional.empty());
                        };
                world.tell(server, "hamail " + verb + " on " + mail.name + ": " + result.sentence());
                world.judge.obeyed(server, mail, verb, marker, result.end());
                if (OPENING.contains(verb) && result.end() == Operator.Result.End.DONE) {
                    reconcile(server, mail, site, verb);
                }
            } catch (Killed e) {
                if (runsAgain()) {
                    verb(server, mail, verb, marker);
                }
                throw e;
            } catch (JournalBroken e) {
                world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
            } catch (JournalUnavailable | IOException e) {
                world.tell(server, "hamail " + verb + " on " + mail.name + ": " + e.getMessage());
            } finally {
                world.judge.verbEnded(server, mail, marker);
            }
        });
        if (program != null) {
            world.touched(mail);
        }
    }
}
