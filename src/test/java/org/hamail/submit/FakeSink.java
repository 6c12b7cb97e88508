package org.hamail.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Remembers what it took; what it answers can be changed. */
final class FakeSink implements Sink {
    private final List<String> taken = new ArrayList<>();
    private final int lanes;
    private final List<Integer> sizes = new ArrayList<>();
    String name = "fake";
    int atOnce = 1;
    /** How many results of one delivery arrive before the connection breaks. */
    int arriving = Integer.MAX_VALUE;

    volatile Function<PassiveResult, Delivery> answer = result -> Delivery.delivered();

    FakeSink(int lanes) {
        this.lanes = lanes;
    }

    /** {@code service status output} of each delivered result, in their order. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /** How many results each delivery had. */
    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        Delivery delivery = answer.apply(result);
        if (delivery.kind() == Delivery.DeliveryKind.DELIVERED) {
            synchronized (this) {
                taken.add(result.about().service() + " " + result.status() + " " + result.output());
            }
        }
        return delivery;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public Delivery deliver(List<PassiveResult> results) {
        synchronized (this) {
            sizes.add(results.size());
        }
        Delivery delivery = Delivery.delivered();
        for (PassiveResult result : results.subList(0, Math.min(arriving, results.size()))) {
            delivery = deliver(result);
        }
        return results.size() > arriving ? Delivery.down("Connection reset") : delivery;
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
