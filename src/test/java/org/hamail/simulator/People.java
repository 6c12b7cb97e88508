package org.hamail.simulator;

import java.io.IOException;
import java.util.Optional;
import org.hamail.operator.Operator;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** Those who use the commands of hamail. */
final class People {
    private final World world;
    private int verbs;

    People(World world) {
        this.world = world;
    }

    /** A person gives a command. */
    void verb(Server server, Mail mail, String verb) {
        verb(server, mail, verb, verb + "!" + ++verbs);
    }

    /** What the launcher does with the verb of a process that died: it may have been done. */
    private static boolean runsAgain() {
        return false;
    }

    private void verb(Server server, Mail mail, String verb, String marker) {
        Program program = server.start("hamail " + verb, mail, 0, (me, site) -> {
            world.judge.commanded(server, mail, verb, marker);
            var operator = new Operator(site, new Operator.Request("alice", marker, Optional.empty(), false));
            try {
                Operator.Result result =
                        switch (verb) {
                            case "pause" -> operator.pause();
                            case "resume" -> operator.resume();
                            case "off" -> operator.off();
                            case "on" -> operator.on();
                            case "ack" -> operator.ack();
                            case "restart" -> operator.restart("all");
                            default -> operator.move(Optional.empty());
                        };
                world.tell(server, "hamail " + verb + " on " + mail.name + ": " + result.sentence());
                world.judge.obeyed(server, mail, verb, marker, result.end());
            } catch (Killed e) {
                if (runsAgain()) {
                    verb(server, mail, verb, marker);
                }
                throw e;
            } catch (JournalBroken e) {
                world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
            } catch (JournalUnavailable | IOException e) {
                world.tell(server, "hamail " + verb + " on " + mail.name + ": " + e.getMessage());
            }
        });
        if (program != null) {
            world.touched(mail);
        }
    }
}
