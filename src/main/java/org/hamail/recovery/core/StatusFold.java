package org.hamail.recovery.core;

import static org.hamail.recovery.core.NagiosHost.ascii;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** Gathers what the blocks of a status file say about services with hamail's custom variables, and about hosts. */
final class StatusFold {
    private static final int MOST_OBJECTS = 200_000;

    private static final byte[] INFO = ascii("info");
    private static final byte[] PROGRAM = ascii("programstatus");
    private static final byte[] HOST = ascii("hoststatus");
    private static final byte[] SERVICE = ascii("servicestatus");
    private static final byte[] SERVICE_DOWNTIME = ascii("servicedowntime");
    private static final byte[] HOST_DOWNTIME = ascii("hostdowntime");
    private static final byte[] MARK = ascii("_DAEMON=");

    private static final byte[][] INFO_KEYS = {ascii("created")};
    private static final byte[][] PROGRAM_KEYS = {ascii("enable_event_handlers"), ascii("program_start")};
    private static final byte[][] DOWNTIME_KEYS = {
        ascii("fixed"), ascii("is_in_effect"), ascii("start_time"), ascii("end_time")
    };

    /** A core that starts writes the file before it has begun the downtimes that it kept: until it writes it again. */
    private static final Duration JUST_STARTED = Duration.ofMinutes(1);

    private final Map<String, NagiosHost> hosts = new HashMap<>();
    private final List<NagiosService> services = new ArrayList<>();
    private Optional<Instant> written = Optional.empty();
    private Optional<Instant> started = Optional.empty();
    private boolean mainSwitchOn = true;
    private final List<String[]> downtimesToCome = new ArrayList<>();
    private final List<String[]> flexibleDowntimes = new ArrayList<>();

    /** The block that {@code blocks} stands at. */
    void add(StatusBlocks blocks) throws CannotRead {
        if (blocks.is(SERVICE)) {
            addService(blocks);
        } else if (blocks.is(HOST)) {
            addHost(NagiosHost.of(blocks.fields()));
        } else if (blocks.is(INFO)) {
            written = CoreTexts.time(blocks.fields().values(INFO_KEYS)[0]);
        } else if (blocks.is(PROGRAM)) {
            take(blocks.fields().values(PROGRAM_KEYS));
        } else if (blocks.is(SERVICE_DOWNTIME) || blocks.is(HOST_DOWNTIME)) {
            addDowntime(blocks.fields().values(DOWNTIME_KEYS));
        }
    }

    private void addService(StatusBlocks blocks) throws CannotRead {
        if (blocks.hasCustomVariable(MARK)) {
            services.add(NagiosService.of(blocks.fields()));
            bound();
        }
    }

    private void addHost(NagiosHost host) throws CannotRead {
        hosts.put(host.name(), host);
        bound();
    }

    private void take(String[] program) {
        mainSwitchOn = program[0].equals("1");
        started = CoreTexts.time(program[1]);
    }

    private void addDowntime(String[] values) throws CannotRead {
        if (values[0].equals("0")) {
            flexibleDowntimes.add(values);
        } else if (values[1].equals("0")) {
            downtimesToCome.add(values);
        }
        bound();
    }

    private void bound() throws CannotRead {
        if (services.size() + hosts.size() + downtimesToCome.size() + flexibleDowntimes.size() > MOST_OBJECTS) {
            throw new CannotRead("has more than " + MOST_OBJECTS + " hosts and services of hamail");
        }
    }

    /** {@code now} is the time of reading. */
    CoreView view(Instant now) throws CannotRead {
        Instant time = written.orElseThrow(
                () -> new CannotRead("does not say when it was written: it is not a whole status file of Nagios"));
        refuseUnsettledDowntimes(time);
        var usable = new ArrayList<CoreService>();
        var unusable = new ArrayList<NotShown>();
        services.forEach(service -> show(service, now, usable, unusable));
        if (usable.isEmpty() && unusable.isEmpty()) {
            throw foreign();
        }
        return new CoreView(time, usable, unusable);
    }

    private void refuseUnsettledDowntimes(Instant time) throws CannotRead {
        if (hasJustStarted(time) && downtimesToCome.stream().anyMatch(values -> covers(values, time))) {
            throw new CannotRead("shows a downtime that should have begun and has not: the core has only just started");
        }
        if (hasJustStarted(time)
                && flexibleDowntimes.stream().anyMatch(values -> values[1].equals("1") || covers(values, time))) {
            throw new CannotRead("shows a flexible downtime and not yet whether it is in force: the core has only just"
                    + " started");
        }
    }

    private void show(NagiosService service, Instant now, List<CoreService> usable, List<NotShown> unusable) {
        NagiosHost host = hosts.get(service.hostName());
        Optional<Tag> tag = service.tag(host);
        if (tag.isPresent()) {
            try {
                usable.add(service.shown(tag.get(), host, mainSwitchOn, now));
            } catch (CannotRead e) {
                unusable.add(tag.get().unusable("the core's " + service.name() + " cannot be used: " + e.reason()));
            }
        }
    }

    private static CannotRead foreign() {
        return new CannotRead("has no service with the custom variables _DAEMON, _CHECK and _OBSERVER:"
                + " it is the file of another core, or they are not configured");
    }

    private boolean hasJustStarted(Instant time) {
        return started.isPresent() && Duration.between(started.get(), time).compareTo(JUST_STARTED) <= 0;
    }

    private static boolean covers(String[] downtime, Instant time) {
        Optional<Instant> begin = CoreTexts.time(downtime[2]);
        Optional<Instant> end = CoreTexts.time(downtime[3]);
        return begin.isPresent() && end.isPresent() && !time.isBefore(begin.get()) && time.isBefore(end.get());
    }
}
