package org.hamail.operator.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/**
 * Whether all of the state directory belongs to the user of the event handler: what another one made locks it out. A handler
 * that root starts becomes the owner of the state directory, whoever that is.
 */
final class StateReview {
    private static final String ROOT = "root";

    private final Path stateDir;
    private final Optional<String> handlerUser;
    private final String usualUser;
    private final Findings findings;
    private final Owners owners;

    /** To whom a file belongs. */
    interface Owners {
        UserPrincipal of(Path file) throws IOException;
    }

    /** {@code handlerUser}: as the core's configuration has it. */
    StateReview(Path stateDir, Optional<String> handlerUser, String usualUser, Findings findings) {
        this(stateDir, handlerUser, usualUser, findings, file -> Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** For tests, which cannot give files away. */
    StateReview(Path stateDir, Optional<String> handlerUser, String usualUser, Findings findings, Owners owners) {
        this.stateDir = stateDir;
        this.handlerUser = handlerUser;
        this.usualUser = usualUser;
        this.findings = findings;
        this.owners = owners;
    }

    void judge() {
        if (Files.notExists(stateDir)) {
            String user = handlerUser.orElse(usualUser);
            findings.add(
                    FindingKind.STATE_OWNER,
                    stateDir.toString(),
                    "it does not exist",
                    "install -d -o " + user + " -g " + user + " -m 750 " + stateDir);
            return;
        }
        try {
            findForeign(expected());
        } catch (UserPrincipalNotFoundException e) {
            findings.add(
                    FindingKind.STATE_OWNER,
                    stateDir.toString(),
                    "there is no user " + e.getName() + ", as which the core is to run");
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, stateDir.toString(), FileProblem.sentence(e));
        } catch (UncheckedIOException e) {
            findings.add(
                    FindingKind.UNREADABLE,
                    stateDir.toString(),
                    FileProblem.sentence(Objects.requireNonNull(e.getCause())));
        }
    }

    private UserPrincipal expected() throws IOException {
        var users = stateDir.getFileSystem().getUserPrincipalLookupService();
        if (handlerUser.isPresent()) {
            UserPrincipal user = users.lookupPrincipalByName(handlerUser.get());
            return user.equals(users.lookupPrincipalByName(ROOT)) ? stateDirOwner() : user;
        }
        try {
            return users.lookupPrincipalByName(usualUser);
        } catch (UserPrincipalNotFoundException e) {
            return stateDirOwner(); // a machine without Nagios' user: then only what lies within is compared
        }
    }

    private void findForeign(UserPrincipal expected) throws IOException {
        try (Stream<Path> files = Files.walk(stateDir)) {
            List<Path> strange =
                    files.filter(file -> !owner(file).equals(expected)).toList();
            if (!strange.isEmpty()) {
                foreign(strange.get(0), strange.size() - 1, expected);
            }
        }
    }

    private void foreign(Path first, int more, UserPrincipal expected) {
        findings.add(
                FindingKind.STATE_OWNER,
                first.toString(),
                "it belongs to " + owner(first).getName() + ", not to " + expected.getName()
                        + (more > 0 ? ", and so do " + more + " more" : "")
                        + supposition(first),
                "chown -R " + expected.getName() + " " + stateDir);
    }

    /** Root's handler has no trouble with a state directory of root's; only the core's configuration tells who runs it. */
    private String supposition(Path first) {
        return handlerUser.isEmpty() && first.equals(stateDir)
                ? " (" + usualUser
                        + " is assumed; --nagios-config tells the real user, and a handler that root starts works as the owner)"
                : "";
    }

    /** Where it is a link, of what it leads to. */
    private UserPrincipal stateDirOwner() throws IOException {
        return owners.of(stateDir.toRealPath());
    }

    private UserPrincipal owner(Path file) {
        try {
            return owners.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
