package org.hamail.recovery;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.LastCheck;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;

/**
 * A pair of nodes with a mail service that can be broken, and a clock that only the test moves. Every touch of the world, a
 * look at the clock before a journal write included, is a step at which the test can let the process die.
 */
public final class World implements Engine, RoleProbe, FailoverPreconditions {
    /** The process dies here: no handler of exceptions may stop it. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    public final List<String> deeds = new ArrayList<>();
    /** The nodes on which the own probe looked, in order. */
    final List<String> lookedAt = new ArrayList<>();

    final Path stateDir;
    public String active = "phys-a";
    public boolean served = true;
    public boolean restartHelps = true;
    public boolean quorum = true;
    public boolean otherIsFit = true;
    public Optional<String> foreignConstraint = Optional.empty();
    public boolean moveHelps = true;
    boolean somebodyElseMends;
    final Set<String> healthy = new HashSet<>();
    Runnable whileLooking = () -> {};
    Runnable whileActing = () -> {};
    /** What the own probe sees of these roles instead; and what it sees of any on its node. */
    final Map<String, ProbeOutcome> seen = new HashMap<>();

    Optional<ProbeOutcome> seenOnNode = Optional.empty();

    /** What happens while the engine answers each of the next questions. */
    final Deque<Runnable> whileAsking = new ArrayDeque<>();

    public Happening whileAsked = () -> {};
    /** What happens before whoever asked next goes on with the answer. */
    public Happening afterAnswer = () -> {};

    public Runnable afterRestart = () -> {};
    public Optional<String> obstacle = Optional.empty();
    boolean isNowhere;
    boolean observes = true;
    /** What a failover asks besides the engine. */
    Set<Question<Boolean>> configured = Set.of(Question.DIRECTORY, Question.SANITY);

    boolean directoryAnswers = true;
    boolean sane = true;
    ClusterView.State state = ClusterView.State.RUNNING;
    boolean engineSilent;
    Duration engineTimeout = Duration.ofMinutes(5);
    /** What the engine says to each of the next questions: a state, or nothing at all for an answer that is lost. */
    public final Deque<Optional<ClusterView.State>> nextAnswers = new ArrayDeque<>();
    /** What the monitoring core shows, where it can be asked. */
    Optional<CoreReading> core = Optional.empty();

    /** How long it takes to say so. */
    Duration coreTakes = Duration.ZERO;

    int coreAsked;
    /** The other monitoring server moves the service while our command runs, and the service takes its time. */
    boolean movedMeanwhile;

    private int servedAfterLooks = -1;

    ActionResult.End restartEnd = ActionResult.End.DONE;
    String restartDetail = "restarted by a test";
    public ActionResult.End moveEnd = ActionResult.End.DONE;
    PolicyMode mode = PolicyMode.FAILOVER;
    int crashAt = -1;
    public String dieAfter = "";
    int steps;
    boolean diedWriting;
    /** What happens at one of the touches of engine, probes and directory, which hold no lock. */
    int disturbedAt = -1;

    int touches;
    Happening disturbance = () -> {};
    /** Whoever is asked next answers, and nobody hears it. */
    boolean losesAnswer;
    /** What must never happen, and did. */
    final List<String> wrongs = new ArrayList<>();

    private boolean isActing;
    private BigDecimal uptime = new BigDecimal("1000.00");
    private Instant time = Instant.parse("2026-11-22T12:00:00Z");

    /** Something that happens once, in the middle of something else. */
    public interface Happening {
        void happens() throws Exception;
    }

    public World(Path stateDir) {
        this.stateDir = stateDir;
    }

    void step() {
        boolean after = !deeds.isEmpty() && deeds.get(deeds.size() - 1).equals(dieAfter);
        if (steps++ == crashAt || after) {
            throw new Crash();
        }
    }

    private void touch() {
        step();
        if (touches++ == disturbedAt) {
            happen(disturbance);
        }
    }

    private static void happen(Happening happening) {
        try {
            happening.happens();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean isAnswerLost() {
        boolean lost = losesAnswer;
        losesAnswer = false;
        return lost;
    }

    /** Somebody acts: nobody else does at the same time, and nobody but a person while the service is not switched on. */
    private void begin(String deed) {
        if (isActing) {
            wrongs.add(deed + " beside another action");
        }
        isActing = true;
        if (!(new ServiceSwitch(site().directory()).read() instanceof Reading.Known<ServiceState> known)
                || known.value().position() != ServiceState.Switch.ON) {
            wrongs.add(deed + " of a service that is not switched on");
        }
    }

    private ActionResult end(ActionResult.End end, String detail) {
        isActing = false;
        return isAnswerLost()
                ? new ActionResult(ActionResult.End.INDETERMINATE, "the answer was lost")
                : new ActionResult(end, detail);
    }

    /** A look at the clock is the beginning of a journal write, or no step at all. */
    public Moment now() {
        if (StackWalker.getInstance().walk(World::isOfAWrite)) {
            diedWriting = steps == crashAt;
            step();
        }
        return new Moment(time, "boot-1", uptime);
    }

    private static boolean isOfAWrite(Stream<StackWalker.StackFrame> frames) {
        return frames.anyMatch(frame -> frame.getClassName().equals(Journal.class.getName()));
    }

    public void pass(Duration duration) {
        uptime = uptime.add(BigDecimal.valueOf(duration.toMillis(), 3));
        time = time.plus(duration);
    }

    /** With the host's boot id, and an uptime that begins anew. */
    void containerStartsAgain(Duration gap) {
        uptime = BigDecimal.TEN;
        time = time.plus(gap);
    }

    /** What a virtual machine that was paused finds: its uptime knows nothing of it. */
    void passOnTheClock(Duration duration) {
        time = time.plus(duration);
    }

    public Site site() {
        var settings = new PolicySettings(
                mode,
                new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, Duration.ofHours(1), Duration.ofMinutes(2)),
                2,
                RestartScope.INSTANCE,
                Duration.ofHours(1),
                PolicySettings.StormLimit.USUAL);
        var limits = new VerificationLimits(2, Duration.ofSeconds(5), Duration.ofSeconds(30));
        var verifier = new Verifier(
                this,
                List.of("smtpd", "popd", "imapd"),
                limits,
                () -> uptime.movePointRight(9).longValue(),
                this::pass);
        return new Site(
                "mail1",
                stateDir,
                settings,
                this,
                engineTimeout,
                new Site.Sources(this, verifier, Duration.ofSeconds(30), this, core()),
                new Site.Timing(this::now, this::pass));
    }

    private Optional<MonitoringCore> core() {
        return core.map(view -> () -> {
            coreAsked++;
            if (!coreTakes.isZero()) {
                pass(coreTakes);
            }
            return core.orElse(view); // a worker that runs already sees what changes
        });
    }

    /** The handler, and then the worker if the handler would have started one. */
    public Handler.HandlerAnswer tell(Notification notification) throws Exception {
        boolean[] started = new boolean[1];
        Handler.HandlerAnswer answer = new Handler(site(), () -> {
                    step();
                    started[0] = true;
                })
                .handle(notification);
        if (started[0]) {
            new Worker(site()).run();
        }
        return answer;
    }

    /** What the agent does every minute; no notification comes. */
    void minutesPass(int minutes) throws Exception {
        for (int i = 0; i < minutes; i++) {
            pass(Duration.ofSeconds(61));
            if (new Reconciler(site()).look().due()) {
                new Worker(site()).reconcile();
            }
        }
    }

    /** The core shows the service of {@code said}, HARD for {@code hard}; its event handler is on. */
    CoreView shows(Notification said, Duration hard) {
        Series series = Series.of(said);
        return new CoreView(
                time,
                List.of(new CoreService(
                        "mail1;" + series.words(),
                        "mail1",
                        series,
                        Optional.empty(),
                        new LastCheck(
                                Optional.of(Status.valueOf(said.state())),
                                true,
                                time.minus(hard),
                                Optional.of(time),
                                3,
                                3,
                                said.output()),
                        HostState.UP,
                        0,
                        EventHandler.ON)),
                List.of());
    }

    /** The handler alone: its worker never starts. */
    public void tellUnheard(Notification notification) throws Exception {
        new Handler(site(), () -> {}).handle(notification);
    }

    public static Notification well(Role daemon, CheckKind check) {
        return notification(daemon, check, Observer.LOCAL, "OK", "1", Optional.empty(), Optional.empty());
    }

    public static Notification absent(Role daemon, String attempt) {
        return notification(
                daemon,
                CheckKind.PROCESS,
                Observer.LOCAL,
                "CRITICAL",
                attempt,
                Optional.of("absent"),
                Optional.empty());
    }

    static Notification timeout(Role daemon, Observer observer, String attempt) {
        return notification(
                daemon,
                CheckKind.PROTOCOL,
                observer,
                "CRITICAL",
                attempt,
                Optional.of("timeout"),
                Optional.of("greeting"));
    }

    static Notification about(String node, Notification said) {
        return said.about(Optional.of(node));
    }

    static Notification with(Notification said, String downtime, String hostState) {
        return said.during(hostState, downtime);
    }

    /** What a decision would see of what happened. */
    FaultHistory history() throws Exception {
        return FaultHistory.of(journal(), site().faultRules());
    }

    private static Notification notification(
            Role daemon,
            CheckKind check,
            Observer observer,
            String state,
            String attempt,
            Optional<String> cause,
            Optional<String> phase) {
        return new Notification(
                daemon,
                check,
                observer,
                state,
                "SOFT",
                attempt,
                cause,
                phase,
                "X " + state + cause.map(word -> " [" + word + "]").orElse("") + ": told by a test",
                "UP",
                "0",
                Optional.empty(),
                Optional.empty());
    }

    public List<Entry> journal() throws Exception {
        return new JournalReader(stateDir.resolve("mail1")).recent(entry -> false);
    }

    @Override
    public String name() {
        return "test engine";
    }

    @Override
    public boolean observes() {
        return observes;
    }

    @Override
    public ClusterView status() throws EngineUnavailable {
        touch();
        if (!whileAsking.isEmpty()) {
            whileAsking.remove().run();
        }
        Happening once = whileAsked;
        whileAsked = () -> {};
        happen(once);
        if (isAnswerLost()) {
            throw new EngineUnavailable("the answer was lost");
        }
        ClusterView.State said = nextState();
        List<String> other = active.equals("phys-a") ? List.of("phys-b") : List.of("phys-a");
        var answer = new ClusterView(
                Optional.of(active).filter(node -> !isNowhere),
                said,
                otherIsFit ? other : List.of(),
                quorum,
                foreignConstraint);
        Happening then = afterAnswer;
        afterAnswer = () -> {};
        happen(then);
        return answer;
    }

    private ClusterView.State nextState() throws EngineUnavailable {
        Optional<ClusterView.State> next = nextAnswers.isEmpty() ? Optional.of(state) : nextAnswers.remove();
        if (engineSilent) {
            throw new EngineUnavailable("the engine is silent");
        }
        return next.orElseThrow(() -> new EngineUnavailable("the answer was lost"));
    }

    @Override
    public ActionResult restart(String daemon) {
        begin("restart");
        touch();
        deeds.add("restart " + daemon);
        whileActing.run();
        if (movedMeanwhile) {
            active = "phys-b";
            servedAfterLooks = 2;
        }
        served |= somebodyElseMends || (restartHelps && restartEnd == ActionResult.End.DONE);
        Runnable then = afterRestart;
        afterRestart = () -> {};
        then.run();
        step();
        return end(restartEnd, restartDetail);
    }

    @Override
    public ActionResult move(String from, String to) {
        begin("move");
        touch();
        if (!from.equals(active)) {
            return end(ActionResult.End.FAILED, "it is not on " + from);
        }
        deeds.add("move " + from + " " + to);
        if (moveEnd == ActionResult.End.DONE) {
            active = to;
            served |= moveHelps;
        }
        step();
        return end(moveEnd, "moved by a test");
    }

    @Override
    public Optional<String> obstacleToStopping() {
        return obstacle;
    }

    @Override
    public ActionResult stop() {
        deeds.add("stop");
        served = false;
        return new ActionResult(ActionResult.End.DONE, "stopped by a test");
    }

    @Override
    public ActionResult start() {
        deeds.add("start");
        served |= restartHelps;
        return new ActionResult(ActionResult.End.DONE, "started by a test");
    }

    @Override
    public ProbeOutcome look(String role, String node, Duration limit) {
        touch();
        lookedAt.add(node);
        if (isAnswerLost()) {
            return ProbeOutcome.cannotTell("the answer was lost");
        }
        Runnable meanwhile = whileLooking;
        whileLooking = () -> {};
        meanwhile.run();
        served |= servedAfterLooks-- == 0;
        if (seen.containsKey(role)) {
            return seen.get(role);
        }
        return served || healthy.contains(role) ? ProbeOutcome.serves("served") : ProbeOutcome.fails("not served");
    }

    @Override
    public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
        return seenOnNode.orElseGet(() -> look(role, node, limit));
    }

    @Override
    public Set<Question<Boolean>> configured() {
        return configured;
    }

    @Override
    public Reading<Boolean> directoryAnswers() {
        touch();
        return isAnswerLost()
                ? new Reading.Unreadable<>("the answer was lost", "test")
                : new Reading.Known<>(directoryAnswers, "test", 0);
    }

    @Override
    public Reading<Boolean> monitoringHostReachesOthers() {
        touch();
        return isAnswerLost()
                ? new Reading.Unreadable<>("the answer was lost", "test")
                : new Reading.Known<>(sane, "test", 0);
    }
}
