package org.hamail.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamail.recovery.Site;

/**
 * The user to whom the state directory belongs: that of the event handler. Whatever another user made there would lock the
 * handler out.
 *
 * @param name of the user; its number where it has no name
 * @param gid of its group
 * @param home empty where the user is not known by name
 */
public record StateOwner(Path directory, String name, long uid, long gid, String home) {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path PASSWD = Path.of("/etc/passwd");

    /** Where the Filesystem Hierarchy Standard wants the data of services; {@code /var/tmp} is for anybody. */
    private static final List<Path> FOR_SERVICES = List.of(Path.of("/var/lib"), Path.of("/var/spool"), Path.of("/srv"));

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /** The owner of {@code stateDir}, or, where that is missing, of the folder in which it would be made. */
    public static StateOwner of(Path stateDir) throws IOException {
        Path place = existing(stateDir);
        long uid = ((Number) Files.getAttribute(place, "unix:uid")).longValue();
        long gid = ((Number) Files.getAttribute(place, "unix:gid")).longValue();
        String[] known = account(uid);
        return known.length < 6
                ? new StateOwner(place, Long.toString(uid), uid, gid, "")
                : new StateOwner(place, known[0], uid, Long.parseLong(known[3]), known[5]);
    }

    /** How sudo takes the user: one without a name by its number behind a hash, which a shell must not read. */
    String forSudo() {
        return name.equals(Long.toString(uid)) ? "'#" + uid + "'" : name;
    }

    /** {@code path}, or the nearest folder above it that is there. */
    static Path existing(Path path) {
        Path place = path.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    /**
     * What to do about a state directory that is missing and is not for this process to make: nothing can be recorded, so
     * nothing is acted on. Empty where it is there, could be made, or is not for this user to see.
     */
    public static Optional<String> missing(Path stateDir) {
        return missing(stateDir, folder -> mayMakeIn(folder, ownUid()));
    }

    static Optional<String> missing(Path stateDir, Maker maker) {
        try {
            return !Files.notExists(stateDir) || maker.mayMakeIn(existing(stateDir))
                    ? Optional.empty()
                    : Optional.of(isMissing(stateDir));
        } catch (IOException e) {
            return Optional.of(isMissing(stateDir));
        }
    }

    /** Who would make a state directory. */
    @FunctionalInterface
    interface Maker {
        boolean mayMakeIn(Path folder) throws IOException;
    }

    /**
     * In a folder of root's where services keep their data, what root makes would lock out an event handler of another user.
     * Elsewhere it may be root's own trial; {@code hamail doctor} judges whose it should be.
     */
    static boolean mayMakeIn(Path folder, long uid) throws IOException {
        return Files.isWritable(folder) && (uid != 0 || of(folder).uid() != 0 || !isForServices(folder));
    }

    private static boolean isForServices(Path folder) throws IOException {
        Path place = folder.toRealPath();
        return FOR_SERVICES.stream().anyMatch(place::startsWith);
    }

    /** What makes a state directory for the user of the event handler, to be typed as root. */
    public static String making(Path stateDir) {
        return "install -d -o nagios -g nagios -m 750 " + stateDir;
    }

    static String isMissing(Path stateDir) {
        return "state_dir " + stateDir + " is missing; as root: " + making(stateDir)
                + " (with user and group of the event handler, where those are not nagios)";
    }

    /** The number of the user that this process runs as. */
    public static long ownUid() throws IOException {
        return ((Number) Files.getAttribute(SELF, "unix:uid")).longValue();
    }

    /** The name of a user; empty when there is none. */
    static Optional<String> nameOf(long uid) {
        String[] known = account(uid);
        return known.length > 0 && !known[0].isEmpty() ? Optional.of(known[0]) : Optional.empty();
    }

    /** The fields of passwd(5); none when the user is not known. */
    private static String[] account(long uid) {
        String wanted = Long.toString(uid);
        try {
            for (String line : Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 6 && fields[2].equals(wanted)) {
                    return fields;
                }
            }
            return fromNameService(wanted);
        } catch (IOException e) {
            return new String[0];
        }
    }

    /** Users that live in a directory. */
    private static String[] fromNameService(String uid) throws IOException {
        Optional<String> program = tool("getent"); // never by a PATH: root asks, too
        if (program.isEmpty()) {
            return new String[0];
        }
        Process getent = new ProcessBuilder(program.get(), "passwd", uid)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            getent.getOutputStream().close();
            if (!getent.waitFor(5, TimeUnit.SECONDS)) {
                getent.destroyForcibly();
                return new String[0];
            }
        } catch (InterruptedException e) {
            getent.destroyForcibly();
            Thread.currentThread().interrupt();
            return new String[0];
        }
        String[] fields = new String(getent.getInputStream().readNBytes(4096), StandardCharsets.UTF_8)
                .strip()
                .split(":", -1);
        return fields.length > 6 ? fields : new String[0];
    }

    /**
     * The words that make root this user and then run {@code words}: setpriv(1), or su(1) where that is missing. Both keep
     * standard streams, working directory and process group.
     */
    Optional<List<String>> become(List<String> words) {
        Optional<String> setpriv = tool("setpriv");
        if (setpriv.isPresent()) {
            String groups = home.isEmpty() ? "--clear-groups" : "--init-groups";
            return Optional.of(joined(
                    List.of(setpriv.get(), "--reuid=" + uid, "--regid=" + gid, groups, "--inh-caps=-all", "--"),
                    words));
        }
        return tool("su").map(su -> joined(suWords(su), words));
    }

    /** What a program of this user finds in its environment. */
    Map<String, String> environment() {
        return Map.of("HOME", home.isEmpty() ? "/" : home, "USER", name, "LOGNAME", name);
    }

    private List<String> suWords(String su) {
        return List.of(su, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Optional<String> tool(String name) {
        return FOLDERS.stream()
                .map(folder -> folder + "/" + name)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    /**
     * Demands the right to read what belongs to {@code site}, or to write it as well.
     *
     * @throws NotTheOwner when this process runs as somebody else, who has no such right
     * @throws IOException when the state directory is missing, and not for this process to make: what is not there to be read
     *     must not look like a quiet service
     */
    public static void demandRights(Site site, boolean writing) throws IOException {
        Optional<String> missing = missing(site.stateDir());
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        StateOwner owner = of(site.stateDir());
        long uid = ownUid();
        if (uid != 0 && uid != owner.uid() && !hasRights(site.directory(), owner.directory(), writing)) {
            throw new NotTheOwner(owner);
        }
    }

    private static boolean hasRights(Path own, Path common, boolean writing) {
        Path journal = own.resolve("journal.jsonl");
        return may(common, writing && !Files.exists(own)) && may(own, writing) && may(journal, writing);
    }

    private static boolean may(Path path, boolean writing) {
        return Files.notExists(path)
                || (Files.isReadable(path)
                        && (!Files.isDirectory(path) || Files.isExecutable(path))
                        && (!writing || Files.isWritable(path)));
    }
}
