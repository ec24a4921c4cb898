package chat.switchboard.site;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an admin says about a site, new or not; null: as it is.
///
/// @param withoutLogo the logo is taken away
/// @param greeting each text null: as it is; empty: none
/// @param fields each null: as it is
public record SiteChange(
        String name,
        List<String> allowedOrigins,
        String color,
        String logo,
        boolean withoutLogo,
        Site.Position position,
        List<String> languages,
        Site.Greeting greeting,
        Site.Fields fields,
        Boolean preChat,
        Site.OutOfHours outOfHours,
        Boolean typingPreview,
        Boolean bot,
        Boolean active) {

    /// In the form in which it is kept, or what is wrong with it.
    Outcome<SiteChange> checked() {
        if (name != null && Text.isBlank(name)) return Outcome.refused(Refusal.invalid("name", Reason.NAME_EMPTY));
        List<String> origins = allowedOrigins == null ? null : new ArrayList<>();
        for (int i = 0; origins != null && i < allowedOrigins.size(); i++) {
            Optional<SiteOrigin> origin = SiteOrigin.of(allowedOrigins.get(i));
            if (origin.isEmpty()) return Outcome.refused(Refusal.invalid("allowedOrigins." + i, Reason.NOT_AN_ORIGIN));
            if (!origins.contains(origin.get().toString()))
                origins.add(origin.get().toString());
        }
        if (logo != null && !Logo.isFit(logo))
            return Outcome.refused(Refusal.invalid("logo", Reason.LOGO_UNFIT, Logo.MOST_BYTES));
        if (languages != null && languages.stream().distinct().count() < languages.size())
            return Outcome.refused(Refusal.invalid("languages", Reason.LABEL_TWICE));
        return Outcome.done(new SiteChange(
                name == null ? null : name.strip(),
                origins,
                color == null ? null : color.toLowerCase(Locale.ROOT),
                logo,
                withoutLogo,
                position,
                languages,
                greeting,
                fields,
                preChat,
                outOfHours,
                typingPreview,
                bot,
                active));
    }
}
