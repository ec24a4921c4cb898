package chat.switchboard.bot;

import chat.switchboard.conversation.NamedRef;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A frequent question in all its languages.
///
/// @param id of the entry that stands for all of them
record FaqTopic(UUID id, String slug, int order, Map<Language, FaqEntry> byLanguage) {

    /// @param entries of one slug, at least one
    static Optional<FaqTopic> of(List<FaqEntry> entries) {
        Map<Language, FaqEntry> byLanguage = new java.util.EnumMap<>(Language.class);
        for (FaqEntry entry : entries)
            Language.ofTag(entry.language()).ifPresent(language -> byLanguage.putIfAbsent(language, entry));
        if (byLanguage.isEmpty()) return Optional.empty();
        FaqEntry first = byLanguage.values().iterator().next();
        return Optional.of(
                new FaqTopic(first.revision().id(), first.slug(), first.displayOrder(), Map.copyOf(byLanguage)));
    }

    /// In this language, else in the one that is nearest to it, else in any.
    FaqEntry in(Language language) {
        Stream<Language> order = switch (language) {
            case EN -> Stream.of(Language.EN);
            case UR -> Stream.of(Language.UR, Language.UR_LATN);
            case UR_LATN -> Stream.of(Language.UR_LATN, Language.UR);
        };
        return Stream.concat(order, Stream.of(Language.EN, Language.UR, Language.UR_LATN))
                .filter(byLanguage::containsKey)
                .map(byLanguage::get)
                .findFirst()
                .orElseThrow();
    }

    /// As records name it.
    NamedRef ref(Language language) {
        FaqEntry entry = in(language);
        return new NamedRef(entry.revision().id(), entry.question());
    }

    /// One question for all languages: who asks in one is understood by the phrasings of each.
    Question asked() {
        List<String> phrasings = new ArrayList<>();
        FaqEntry first = in(Language.EN);
        for (FaqEntry entry : byLanguage.values()) {
            if (entry != first) phrasings.add(entry.question());
            phrasings.addAll(entry.phrasings());
        }
        Language language = Language.ofTag(first.language()).orElse(Language.EN);
        return new Question(id, language, first.question(), phrasings);
    }
}
