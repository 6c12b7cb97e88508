package org.hamail.operator.doctor.nagios;

import java.util.Optional;
import java.util.Set;

/** A service that watches a mail daemon: one with {@code _DAEMON}. */
final class WatchedService {
    private static final Set<String> NOTIFY_ONLY = Set.of("mshttpd", "stored");

    private final ConfigObject object;
    private final ObjectTable objects;
    private final Set<String> hosts;

    private WatchedService(ConfigObject object, ObjectTable objects) {
        this.object = object;
        this.objects = objects;
        this.hosts = new ObjectNames(objects).hostsOf(object);
    }

    static Optional<WatchedService> of(ConfigObject object, ObjectTable objects) {
        return objects.get(object, "_DAEMON").isPresent()
                ? Optional.of(new WatchedService(object, objects))
                : Optional.empty();
    }

    Optional<Directive> get(String name) {
        return objects.get(object, name);
    }

    /** The directive in force, or the {@code define} where it is missing. */
    String place(String name) {
        return get(name).map(Directive::place).orElse(object.place());
    }

    private String text(String name) {
        return get(name).map(Directive::value).orElse("");
    }

    Set<String> hosts() {
        return hosts;
    }

    /** What it would inherit of nobody knows. */
    Optional<String> missingTemplate() {
        return objects.missingTemplate(object);
    }

    /** How many services of the core it makes. */
    int count() {
        return Math.max(1, hosts.size());
    }

    String description() {
        return text("service_description");
    }

    String daemon() {
        return text("_DAEMON");
    }

    boolean isProtocol() {
        return text("_CHECK").equals("protocol");
    }

    boolean isRemote() {
        return text("_OBSERVER").equals("remote");
    }

    /** A protocol check that never leads to action. */
    boolean isNotifyOnly() {
        return isProtocol() && NOTIFY_ONLY.contains(daemon());
    }

    Optional<Directive> handler() {
        return get("event_handler").filter(handler -> !handler.value().isEmpty());
    }

    boolean isHandlerOff() {
        return get("event_handler_enabled").map(Directive::isOff).orElse(false);
    }

    /** In units of {@code interval_length}. */
    double interval() {
        return get("check_interval")
                .or(() -> get("normal_check_interval"))
                .flatMap(Directive::number)
                .orElse(5.0);
    }

    /** What hamail takes for the logical host where the service stands on {@code host}. */
    String logicalHost(String host, Optional<CommandCall> handler) {
        String own = get("_LOGICAL_HOST")
                .or(() -> objects.host(host).flatMap(object -> objects.get(object, "_LOGICAL_HOST")))
                .map(Directive::value)
                .orElse(host);
        String told =
                handler.flatMap(call -> call.option("-l", "--logical-host")).orElse("$HOSTNAME$");
        String named = told.replace("$HOSTNAME$", host)
                .replace("$_SERVICELOGICAL_HOST$", own)
                .replace("$_HOSTLOGICAL_HOST$", own);
        return named.contains("$") ? own : named;
    }
}
