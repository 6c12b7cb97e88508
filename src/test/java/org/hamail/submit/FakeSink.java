package org.hamail.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Remembers what it took; what it answers can be changed. */
final class FakeSink implements Sink {
    private final List<String> taken = new ArrayList<>();
    private final int lanes;
    String name = "fake";
    volatile Function<PassiveResult, Delivery> answer = result -> Delivery.delivered();

    FakeSink(int lanes) {
        this.lanes = lanes;
    }

    /** {@code service status output} of each delivered result, in their order. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        Delivery delivery = answer.apply(result);
        if (delivery.kind() == Delivery.Kind.DELIVERED) {
            synchronized (this) {
                taken.add(result.about().service() + " " + result.status() + " " + result.output());
            }
        }
        return delivery;
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        return Optional.empty();
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }
}
