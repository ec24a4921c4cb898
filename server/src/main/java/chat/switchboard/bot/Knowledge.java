package chat.switchboard.bot;

import chat.switchboard.desk.Category;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.desk.ReplyTemplate;
import chat.switchboard.understanding.KeywordIntent;
import chat.switchboard.understanding.MeaningModel;
import chat.switchboard.understanding.Question;
import chat.switchboard.understanding.QuestionIndex;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// What the desk knows to answer, as of one moment.
final class Knowledge {
    private static final double OF_A_WORD = 1;
    private static final double OF_A_PHRASE = 2;

    private final long version;
    private final List<FaqTopic> topics;
    private final Map<UUID, FaqTopic> byEntry = new HashMap<>();
    private final List<KeywordIntent.Rule> intents;
    private final List<ReplyTemplate> templates;
    private final MeaningModel model;
    private QuestionIndex index;

    /// @param version of the frequent questions
    /// @param entries those that are active
    Knowledge(
            long version,
            List<FaqEntry> entries,
            List<Category> categories,
            List<ReplyTemplate> templates,
            MeaningModel model) {
        this.version = version;
        this.topics = topics(entries);
        for (FaqTopic topic : topics)
            topic.byLanguage()
                    .values()
                    .forEach(entry -> byEntry.put(entry.revision().id(), topic));
        this.templates = templates.stream().filter(ReplyTemplate::active).toList();
        this.intents = intents(categories, this.templates);
        this.model = model;
    }

    private static List<FaqTopic> topics(List<FaqEntry> entries) {
        Map<String, List<FaqEntry>> bySlug =
                entries.stream().collect(Collectors.groupingBy(FaqEntry::slug, TreeMap::new, Collectors.toList()));
        return bySlug.values().stream()
                .flatMap(each -> FaqTopic.of(each).stream())
                .sorted(Comparator.comparingInt(FaqTopic::order).thenComparing(FaqTopic::slug))
                .toList();
    }

    private static List<KeywordIntent.Rule> intents(List<Category> categories, List<ReplyTemplate> templates) {
        Map<String, Map<String, Double>> words = new LinkedHashMap<>();
        for (Category category : categories)
            if (category.active())
                add(words.computeIfAbsent(category.slug(), _ -> new HashMap<>()), category.keywords());
        for (ReplyTemplate template : templates)
            if (words.containsKey(template.category())) add(words.get(template.category()), template.keywords());
        return words.entrySet().stream()
                .map(each -> new KeywordIntent.Rule(each.getKey(), each.getValue()))
                .toList();
    }

    private static void add(Map<String, Double> weights, List<String> keywords) {
        for (String keyword : keywords) weights.put(keyword, keyword.strip().contains(" ") ? OF_A_PHRASE : OF_A_WORD);
    }

    long version() {
        return version;
    }

    /// In the order in which they are shown.
    List<FaqTopic> topics() {
        return topics;
    }

    /// @param entryId of any of its languages
    Optional<FaqTopic> topic(UUID entryId) {
        return Optional.ofNullable(entryId == null ? null : byEntry.get(entryId));
    }

    List<KeywordIntent.Rule> intents() {
        return intents;
    }

    /// What is answered on the desk's behalf to messages of a category; the first with a keyword of the text, else the
    /// first.
    Optional<ReplyTemplate> template(String category, String text) {
        List<ReplyTemplate> fitting = templates.stream()
                .filter(each -> each.category().equals(category))
                .toList();
        var keywords = new KeywordIntent();
        return fitting.stream()
                .filter(each -> keywords.of(text, intents(each)).isPresent())
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private static List<KeywordIntent.Rule> intents(ReplyTemplate template) {
        Map<String, Double> weights = new HashMap<>();
        add(weights, template.keywords());
        return List.of(new KeywordIntent.Rule(template.category(), weights));
    }

    /// Made when it is first needed: it takes two milliseconds for each phrasing.
    synchronized QuestionIndex index() {
        if (index == null) {
            List<Question> questions = topics.stream().map(FaqTopic::asked).toList();
            index = QuestionIndex.of(questions, model);
        }
        return index;
    }
}
