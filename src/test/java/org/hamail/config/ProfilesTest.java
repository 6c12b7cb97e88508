package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.Placeholders;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.Role;
import org.junit.jupiter.api.Test;

final class ProfilesTest {
    @Test
    void builtInProfilesAreReadAndCanRestart() {
        for (String name : ProfileConfig.BUILT_IN) {
            ProfileConfig profile = profile(name);
            assertTrue(profile.canRestart(), name);
            assertEquals(RestartScope.INSTANCE, profile.restartScope(), name);
            assertTrue(profile.roles().containsAll(List.of("smtpd", "popd", "imapd")), name);
            assertEquals(25, daemon(profile, "smtpd").listener().orElseThrow().port(), name);
            assertEquals(110, daemon(profile, "popd").listener().orElseThrow().port(), name);
            assertEquals(143, daemon(profile, "imapd").listener().orElseThrow().port(), name);
        }
    }

    @Test
    void mshttpdAndStoredNeedServerThatHasThem() {
        assertEquals(5, profile("netscape-4.1").daemons().size());
        assertEquals(5, profile("oracle-messaging").daemons().size());
        for (String name : List.of("dovecot-postfix", "dovecot-exim", "cyrus-postfix", "courier-postfix")) {
            assertEquals(List.of("smtpd", "popd", "imapd"), profile(name).roles(), name);
        }
    }

    @Test
    void builtInProfileIsReadOnce() {
        assertSame(profile("dovecot-exim"), profile("dovecot-exim"));
    }

    @Test
    void anUnknownNameIsNoProfile() {
        assertEquals(Optional.empty(), Profiles.builtIn().find("../netscape-4.1"));
        assertEquals(Optional.empty(), Profiles.builtIn().find("sendmail"));
    }

    @Test
    void aConfiguredProfileIsFoundByItsName() {
        ProfileConfig ours = profile("dovecot-exim");
        var profiles = new Profiles(Map.of("ours", ours));
        assertEquals(Optional.of(ours), profiles.find("ours"));
        assertEquals("ours", profiles.names().get(profiles.names().size() - 1));
    }

    @Test
    void pidFileOfStoredNeedsInstance() {
        var stored = daemon(profile("netscape-4.1"), "stored");
        var root = Placeholders.none().with(Placeholders.SERVER_ROOT, "/mail1/server4");
        assertEquals(
                Optional.of(Path.of("/mail1/server4/msg-mail1/config/pidfile.store")),
                stored.pidFile(root.with(Placeholders.INSTANCE, "msg-mail1")));
        assertEquals(Optional.empty(), stored.pidFile(root));
    }

    @Test
    void onlyServersWithRootsNeedThem() {
        assertTrue(profile("netscape-4.1").needsServerRoot());
        assertTrue(profile("oracle-messaging").needsServerRoot());
        assertEquals(false, profile("dovecot-postfix").needsServerRoot());
    }

    private static ProfileConfig profile(String name) {
        return Profiles.builtIn().find(name).orElseThrow();
    }

    private static DaemonConfig daemon(ProfileConfig profile, String role) {
        return Role.of(role).flatMap(profile::daemon).orElseThrow();
    }
}
