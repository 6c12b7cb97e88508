package org.hamail.site;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.config.CoreConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.IcingaApi;
import org.hamail.io.SecretFile;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.IcingaStatus;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.NagiosStatusFile;

/** The monitoring core of the configuration. */
final class ConfiguredCore {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private ConfiguredCore() {}

    /** Empty where the configuration does not say where the core shows how things stand. */
    static Optional<MonitoringCore> of(HamailConfig config, Clock clock) {
        return config.core().map(core -> of(core, clock)).map(core -> () -> ofEnabledRoles(config, core.read()));
    }

    /** Without what is said of daemons that the profile of their logical host does not have: nobody could probe them. */
    private static CoreReading ofEnabledRoles(HamailConfig config, CoreReading reading) {
        if (!(reading instanceof CoreView view)) {
            return reading;
        }
        List<CoreService> enabled = view.services().stream()
                .filter(service -> config.logicalHost(service.logicalHost())
                        .flatMap(host ->
                                config.profile(host).daemon(service.series().daemon()))
                        .isPresent())
                .toList();
        return new CoreView(view.written(), enabled, view.unusable());
    }

    private static MonitoringCore of(CoreConfig core, Clock clock) {
        if (core instanceof CoreConfig.NagiosCore nagios) {
            return new NagiosStatusFile(nagios.statusFile(), clock);
        }
        if (core instanceof CoreConfig.IcingaCore icinga) {
            IcingaApi api = icinga.api();
            var login = new IcingaStatus.ApiLogin(
                    api.user(), () -> SecretFile.fromFile(api.passwordFile()).reveal());
            return new IcingaStatus(api.url(), login, api.ca(), LIMIT, clock);
        }
        throw new IllegalStateException("an unknown kind of core");
    }
}
