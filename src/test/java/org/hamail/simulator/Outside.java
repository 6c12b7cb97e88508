package org.hamail.simulator;

import java.time.Duration;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier.RoleProbe;

/** What one program of hamail sees of a logical host and does to it. */
final class Outside implements Engine, RoleProbe, FailoverPreconditions, World.Asker {
    private final World world;
    private final Server server;
    private final Mail mail;
    private final Program program;

    Outside(Server server, Mail mail, Program program) {
        this.world = server.world;
        this.server = server;
        this.mail = mail;
        this.program = program;
    }

    private void takes(long low, long high) {
        server.step(program);
        world.clockwork.waitUntil(world.clockwork.now + world.dice.between(low, high));
        server.step(program);
    }

    @Override
    public boolean isCut() {
        return world.clockwork.now < server.cutUntil;
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public ClusterView status() throws EngineUnavailable {
        long asked = world.clockwork.now;
        takes(20, 900);
        ClusterView said = mail.answer(this);
        takes(0, 20);
        program.hand.engineAsked = asked;
        program.hand.engineSaid = said;
        return said;
    }

    @Override
    public ActionResult restart(String daemon) {
        throw new IllegalStateException("not without the node that holds it");
    }

    @Override
    public ActionResult restart(String daemon, String from) {
        return act(Action.RESTART, from, from);
    }

    @Override
    public ActionResult move(String from, String to) {
        return act(Action.FAILOVER, from, to);
    }

    private ActionResult act(Action action, String from, String to) {
        Deed deed = world.judge.begins(program, server, mail, action, from, to);
        if (isCut() || world.clockwork.now < mail.silentUntil) {
            world.fault("actions that did not reach the cluster");
            world.clockwork.waitUntil(world.clockwork.now + 20_000);
            return deed.ended(ActionResult.failed("the cluster cannot be reached"));
        }
        boolean refused = mail.refusals > 0;
        boolean holds = mail.view().state() == ClusterView.State.RUNNING && Mail.NODES[mail.active].equals(from);
        boolean fit = action == Action.RESTART || mail.view().eligible().contains(to);
        if (refused || !holds || !fit) {
            mail.refusals -= refused ? 1 : 0;
            world.faultIf(refused, "actions refused");
            world.clockwork.waitUntil(world.clockwork.now + 500);
            return deed.ended(ActionResult.failed("refused by the cluster"));
        }
        deed.tried = true;
        long end = action == Action.RESTART ? mail.restart() : mail.move(mail.indexOf(to));
        deed.clusterEnd = end;
        if (mail.lostResults > 0) {
            mail.lostResults--;
            mail.lostAnswers += world.dice.below(3); // whatever broke the connection may break the next ones
            world.fault("results of an action lost");
            world.clockwork.waitUntil(world.clockwork.now + world.dice.between(1_000, 60_000));
            return deed.ended(new ActionResult(ActionResult.End.INDETERMINATE, "the connection broke"));
        }
        world.clockwork.waitUntil(end + 200);
        return deed.ended(new ActionResult(ActionResult.End.DONE, "done"));
    }

    @Override
    public ActionResult stop() {
        takes(1_000, 5_000);
        return mail.stop();
    }

    @Override
    public ActionResult start() {
        takes(1_000, 5_000);
        return mail.start();
    }

    @Override
    public ProbeOutcome look(String role, String node, Duration limit) {
        int index = Mail.ROLES[0].word().equals(role) ? 0 : 1;
        long asked = world.clockwork.now;
        server.step(program);
        ProbeOutcome sight;
        if (world.clockwork.now < server.namesMuteUntil) {
            world.fault("own probes without a name server");
            world.clockwork.waitUntil(world.clockwork.now + limit.toMillis());
            sight = ProbeOutcome.cannotTell("CRITICAL [timeout/resolve]: no address");
        } else {
            sight = sight(index, limit, isCut() || server.isAddressCut(mail));
        }
        server.step(program);
        program.hand.probeAsked = asked;
        program.hand.probeFailed = sight.is(ProbeOutcome.Meaning.FAILS);
        return sight;
    }

    private ProbeOutcome sight(int role, Duration limit, boolean cut) {
        long begin = world.clockwork.now;
        Mail.Trouble trouble = mail.trouble[role];
        boolean there = mail.state == ClusterView.State.RUNNING;
        if (cut || !there || trouble == Mail.Trouble.HUNG || trouble == Mail.Trouble.FULL) {
            int before = mail.occurrence[role];
            world.clockwork.waitUntil(begin + limit.toMillis());
            if (cut) {
                world.fault("own probes cut off");
                return ProbeOutcome.fails("CRITICAL [timeout/connect]: no connection");
            }
            if (!mail.fails(role) && mail.trouble[role] == Mail.Trouble.NONE && before == mail.occurrence[role]) {
                return ProbeOutcome.serves("served in the end");
            }
            return trouble == Mail.Trouble.FULL
                    ? ProbeOutcome.full("CRITICAL [timeout/greeting]: full")
                    : ProbeOutcome.fails("CRITICAL [timeout/greeting]: nothing came");
        }
        world.clockwork.waitUntil(begin + world.dice.between(5, 400));
        return mail.fails(role)
                ? ProbeOutcome.fails("CRITICAL [absent]: no process")
                : mail.trouble[role] == Mail.Trouble.FULL
                        ? ProbeOutcome.full("CRITICAL [timeout/greeting]: full")
                        : ProbeOutcome.serves("served");
    }

    @Override
    public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
        int index = Mail.ROLES[0].word().equals(role) ? 0 : 1;
        server.step(program);
        if (isCut()) {
            world.clockwork.waitUntil(world.clockwork.now + limit.toMillis());
            world.fault("nodes not reached");
            return ProbeOutcome.notReached("ssh: no route");
        }
        if (!Mail.NODES[mail.active].equals(node)) {
            return ProbeOutcome.fails("CRITICAL [refused]: not here");
        }
        return sight(index, limit, false);
    }

    @Override
    public Reading<Boolean> directoryAnswers() {
        takes(5, 300);
        boolean answers = world.clockwork.now >= world.directoryAwayUntil && !isCut();
        world.faultIf(!answers, "directories that did not answer");
        program.hand.directory = answers;
        return new Reading.Known<>(answers, "directory", 0);
    }

    @Override
    public Reading<Boolean> monitoringHostReachesOthers() {
        takes(5, 300);
        boolean sane = !isCut() && !server.isAddressCut(mail); // the way to it leads over the same gateway
        world.faultIf(!sane, "gateways not reached");
        program.hand.sane = sane;
        return new Reading.Known<>(sane, "gateway", 0);
    }
}
