package org.hamail.recovery.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of each question; what nobody has asked yet is {@link Reading.NotAsked}. */
public record Answers(Map<Question<?>, Reading<?>> known) {
    <T> Answers with(Question<T> question, Reading<T> answer) {
        var more = new LinkedHashMap<>(known);
        more.put(question, answer);
        return new Answers(more);
    }

    <T> Reading<T> to(Question<T> question) {
        return question.answerIn(known);
    }
}
