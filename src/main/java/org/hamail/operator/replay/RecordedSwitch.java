package org.hamail.operator.replay;

import org.hamail.model.ServiceState;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.policy.GateDefinition;
import org.hamail.recovery.policy.Reading;

/** The switch of the service as a recorded decision saw it. */
final class RecordedSwitch {
    private RecordedSwitch() {}

    static Reading<ServiceState> of(DecisionRecord recorded) {
        for (Gate gate : recorded.gates()) {
            if (GateDefinition.SERVICE.is(gate) && gate.value() != null) {
                return position(gate.value());
            }
        }
        return new Reading.Known<>(ServiceState.initial(), "journal", 0);
    }

    private static Reading<ServiceState> position(String value) {
        ServiceState on = ServiceState.initial();
        if (value.startsWith("paused") || value.startsWith("off")) {
            var position = value.startsWith("off") ? ServiceState.Switch.OFF : ServiceState.Switch.PAUSED;
            return new Reading.Known<>(
                    new ServiceState(position, on.who(), on.reason(), on.since(), on.until()), "journal", 0);
        }
        return value.startsWith("on")
                ? new Reading.Known<>(on, "journal", 0)
                : new Reading.Unreadable<>(value, "journal");
    }
}
