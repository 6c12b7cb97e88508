package org.hamail.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamail.io.StateFiles;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Site;
import org.jspecify.annotations.Nullable;

/** Starts the worker in a session of its own: the monitoring core kills the handler's process group, and does not reach it. */
public final class DetachedWorker implements Handler.WorkerStarter {
    /** Named, not referred to: the jar of a check that only starts it need not hold it. */
    private static final String WORKER = "org.hamail.program.RecoveryWorker";

    /** A busy machine takes seconds to start Java (ns); whoever looks again must not start one more each time. */
    private static final long A_START = Duration.ofMinutes(1).toNanos();

    private static final long LOG_LIMIT = 1024 * 1024;
    private static final List<String> JAVA_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    /** A folder, then a command: runs it there with its output behind what is in the folder's log. */
    private static final String IN_FOLDER = "umask 027; folder=$1; shift; [ -d \"$folder\" ] || mkdir -p \"$folder\";"
            + " exec \"$@\" >>\"$folder/worker.log\" 2>&1";

    private final Site site;
    private final Path configuration;
    private final boolean reconciles;
    private @Nullable StartedProcess last;

    public DetachedWorker(Site site, Path configuration) {
        this(site, configuration, false);
    }

    private DetachedWorker(Site site, Path configuration, boolean reconciles) {
        this.site = site;
        this.configuration = configuration;
        this.reconciles = reconciles;
    }

    /** One that answers no report, and judges again what stands. */
    public static DetachedWorker reconciling(Site site, Path configuration) {
        return new DetachedWorker(site, configuration, true);
    }

    private record StartedProcess(Process process, long at) {
        static StartedProcess of(Process process) {
            return new StartedProcess(process, System.nanoTime());
        }
    }

    @Override
    public synchronized boolean isStarting() {
        StartedProcess started = last;
        return started != null && started.process().isAlive() && System.nanoTime() - started.at() < A_START;
    }

    @Override
    public synchronized void start() throws IOException {
        Path log = site.directory().resolve("worker.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("worker.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        StateOwner owner = StateOwner.of(site.stateDir());
        var builder = new ProcessBuilder();
        JAVA_VARIABLES.forEach(builder.environment()::remove);
        builder.environment().keySet().removeIf(name -> name.startsWith("NAGIOS_"));
        builder.directory(new File("/")).redirectInput(new File("/dev/null")).redirectErrorStream(true);
        if (StateOwner.ownUid() == 0 && owner.uid() != 0) {
            asOwner(builder, owner);
        } else {
            asMyself(builder, log);
        }
    }

    private void asMyself(ProcessBuilder builder, Path log) throws IOException {
        StateFiles.createDirectories(site.directory()); // where nothing was ever reported
        StateFiles.open(log, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))
                .close();
        last = StartedProcess.of(builder.command(command())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Root leaves no file of its own there: folder and log are made by a shell of the owner's. */
    private void asOwner(ProcessBuilder builder, StateOwner owner) throws IOException {
        var words = new ArrayList<>(List.of("/bin/sh", "-c", IN_FOLDER, "hamail", String.valueOf(site.directory())));
        words.addAll(command());
        builder.environment().putAll(owner.environment());
        last = StartedProcess.of(builder.command(owner.become(words)
                        .orElseThrow(() -> new IOException("a worker must run as " + owner.name() + ", to whom "
                                + owner.directory() + " belongs, and neither setpriv nor su is there")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private List<String> command() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<>(List.of("setsid", java));
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx128m"));
        words.addAll(List.of("-cp", classPath(), WORKER));
        words.addAll(List.of("--config=" + configuration, "--logical-host=" + site.logicalHost()));
        if (reconciles) {
            words.add("--reconcile");
        }
        return words;
    }

    /** That of this program where the worker is in it; else its jar is beside this one. */
    private static String classPath() throws IOException {
        var places = new ArrayList<String>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            places.add(Path.of(place).toAbsolutePath().toString());
        }
        if (DetachedWorker.class.getResource("/" + WORKER.replace('.', '/') + ".class") == null) {
            Path beside = Path.of(places.get(0)).toRealPath().resolveSibling("handle-mail-fault.jar");
            if (!Files.isRegularFile(beside)) {
                throw new IOException(beside + " is missing, which holds the worker");
            }
            places.set(0, beside.toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
