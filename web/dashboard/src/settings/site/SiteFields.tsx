import { useLanguage } from '../../language/language.ts';
import { inkOn } from '../../ui/contrast.ts';
import { ChoiceField, ColourField, MultiChoiceField, SwitchField, TextAreaField } from '../form/fields.tsx';
import { isColour } from '../form/fieldValues.ts';
import type { Form } from '../form/useForm.ts';
import { useWords } from '../words.ts';
import { Group } from './Group.tsx';
import { LogoField } from './LogoField.tsx';
import { hasFaultyOrigin, OriginsField } from './OriginsField.tsx';
import styles from './Site.module.css';
import { FIELD_STATES, FIELDS, LANGUAGES, OUT_OF_HOURS, POSITIONS, type SiteDecisions } from './site.ts';

/** Everything about a site that is not its name. */
export function SiteFields({ form }: { form: Form<SiteDecisions> }) {
  const { sites: words } = useWords();
  return (
    <>
      <Group title={words.look}>
        <Colour form={form} />
        <LogoField {...form.field('logo')} />
        <ChoiceField
          label={words.position}
          options={POSITIONS.map((id) => ({ id, name: words.positions[id] }))}
          {...form.field('position')}
        />
      </Group>
      <Group title={words.talk}>
        <MultiChoiceField
          label={words.languages}
          hint={words.languagesHint}
          options={LANGUAGES.map((id) => ({ id, name: words.languageNames[id] }))}
          {...form.field('languages')}
        />
        <Greetings form={form} />
        <Asked form={form} />
      </Group>
      <Group title={words.behaviour}>
        <ChoiceField
          label={words.outOfHours}
          options={OUT_OF_HOURS.map((id) => ({ id, name: words.outOfHoursStates[id] }))}
          {...form.field('outOfHours')}
        />
        <SwitchField label={words.bot} hint={words.botHint} {...form.field('bot')} />
        <SwitchField
          label={words.typingPreview}
          hint={words.typingPreviewHint}
          {...form.field('typingPreview')}
        />
        <SwitchField label={words.active} hint={words.activeHint} {...form.field('active')} />
      </Group>
      <Group title={words.access}>
        <OriginsField {...form.field('allowedOrigins')} errorAt={form.errorAt} />
      </Group>
    </>
  );
}

/** For `useForm`: what can be known without asking the server. */
export function useSiteCheck() {
  const { frame, sites: words } = useWords();
  return ({ name, key, color, languages, allowedOrigins }: SiteDecisions) => ({
    name: name.trim() === '' ? frame.required : null,
    key: key.trim() === '' ? frame.required : null,
    color: isColour(color) ? null : frame.colour,
    languages: languages.length === 0 ? words.languagesNone : null,
    allowedOrigins: hasFaultyOrigin(allowedOrigins) ? words.originsFaulty : null,
  });
}

function Colour({ form }: { form: Form<SiteDecisions> }) {
  const { sites: words } = useWords();
  const language = useLanguage();
  const { color } = form.values;
  if (!isColour(color)) return <ColourField label={words.color} {...form.field('color')} />;
  const { ink, ratio } = inkOn(color);
  const said = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ratio);
  return (
    <ColourField label={words.color} hint={words.colorHint(words.ink[ink], said)} {...form.field('color')} />
  );
}

/** One text for each language that the chat speaks. */
function Greetings({ form }: { form: Form<SiteDecisions> }) {
  const { sites: words } = useWords();
  const { languages, greeting } = form.values;
  return LANGUAGES.filter((language) => languages.includes(language)).map((language) => (
    <TextAreaField
      key={language}
      name={`greeting.${language}`}
      label={words.greeting(words.languageNames[language])}
      hint={words.greetingHint}
      rows={2}
      lang={language}
      dir={language === 'ur' ? 'rtl' : 'ltr'}
      value={greeting[language]}
      onChange={(text) => form.set('greeting', { ...greeting, [language]: text })}
      error={form.errorAt(`greeting.${language}`)}
    />
  ));
}

function Asked({ form }: { form: Form<SiteDecisions> }) {
  const { sites: words } = useWords();
  const { fields } = form.values;
  return (
    <>
      <SwitchField label={words.preChat} hint={words.preChatHint} {...form.field('preChat')} />
      <fieldset className={styles.asked}>
        <legend>{words.fields}</legend>
        {FIELDS.map((field) => (
          <ChoiceField
            key={field}
            name={`fields.${field}`}
            label={words.fieldNames[field]}
            options={FIELD_STATES.map((id) => ({ id, name: words.fieldStates[id] }))}
            value={fields[field]}
            onChange={(state) => form.set('fields', { ...fields, [field]: state })}
            error={form.errorAt(`fields.${field}`)}
          />
        ))}
      </fieldset>
    </>
  );
}
