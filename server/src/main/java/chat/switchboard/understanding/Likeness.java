package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups texts that ask alike, so that an admin reads each question once.
public final class Likeness {
    /// @param text the one that is nearest to all of the group
    /// @param members indexes into the list that was given, in its order
    public record Group(String text, List<Integer> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /// Every text is in one group; the largest group first.
    public List<Group> group(List<String> texts, MeaningModel model) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++)
            groups.computeIfAbsent(Words.joined(texts.get(i)), _ -> new ArrayList<>())
                    .add(i);
        return groups.values().stream()
                .map(members -> new Group(texts.get(members.getFirst()), members))
                .sorted((one, other) -> other.members().size() - one.members().size())
                .toList();
    }
}
