import { useEffect, useId, useRef, useState } from 'react';
import { useLanguage } from '../../language/language.ts';
import form from '../form/Form.module.css';
import { isColour } from '../form/fieldValues.ts';
import { useWords } from '../words.ts';
import { logoUrl } from './logo.ts';
import styles from './Site.module.css';
import type { SiteDecisions, SiteLanguage } from './site.ts';

/** What the frame is told; see `web/widget/preview/preview.ts`. */
interface Preview {
  site: Pick<
    SiteDecisions,
    'color' | 'logo' | 'position' | 'greeting' | 'fields' | 'preChat' | 'outOfHours' | 'bot'
  >;
  language: SiteLanguage;
  theme: 'light' | 'dark';
  isOpen: boolean;
}

/** The chat as visitors see it, drawn anew with each letter that is typed in the form. */
export function SitePreview({ site }: { site: SiteDecisions }) {
  const { sites: words } = useWords();
  const mine = useLanguage();
  const id = useId();
  const [wished, setLanguage] = useState<SiteLanguage>(mine);
  const [theme, setTheme] = useState(themeNow);
  const [isOpen, setOpen] = useState(true);
  const languages = site.languages.length > 0 ? site.languages : (['en'] as const);
  const language = languages.find((one) => one === wished) ?? languages[0] ?? 'en';
  const hidden = hiddenBecause(site, isOpen);

  return (
    <section className={styles.preview} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.preview}</h2>
      <div className={styles.previewChoices}>
        <select
          aria-label={words.previewLanguage}
          value={language}
          onChange={(event) => setLanguage(event.target.value as SiteLanguage)}
        >
          {languages.map((one) => (
            <option key={one} value={one}>
              {words.languageNames[one]}
            </option>
          ))}
        </select>
        <select
          aria-label={words.previewTheme}
          value={theme}
          onChange={(event) => setTheme(event.target.value as 'light' | 'dark')}
        >
          <option value="light">{words.light}</option>
          <option value="dark">{words.dark}</option>
        </select>
        <select
          aria-label={words.previewHours}
          value={isOpen ? 'open' : 'away'}
          onChange={(event) => setOpen(event.target.value === 'open')}
        >
          <option value="open">{words.previewOpen}</option>
          <option value="away">{words.previewAway}</option>
        </select>
      </div>
      {hidden === null ? (
        <Frame title={words.preview} preview={{ site, language, theme, isOpen }} />
      ) : (
        <p className={styles.hidden}>{words[hidden]}</p>
      )}
      <p className={form.hint}>{words.previewHint}</p>
    </section>
  );
}

function Frame({ title, preview }: { title: string; preview: Preview }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || origin !== location.origin) return;
      if (data?.switchboard === 'preview-ready') setReady(true);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);

  useEffect(() => {
    if (!isReady) return;
    const message = { switchboard: 'preview', preview: shown(preview) };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  });

  return <iframe ref={frame} className={styles.frame} src="/widget-preview/" title={title} loading="lazy" />;
}

/** While a colour is being typed, the last whole one would flicker: an unfinished one is the default's. */
function shown({ site, ...rest }: Preview): Preview {
  const { color, logo, position, greeting, fields, preChat, outOfHours, bot } = site;
  return {
    ...rest,
    site: {
      ...{ position, greeting, fields, preChat, outOfHours, bot },
      color: isColour(color) ? color : '#0c6872',
      logo: logo === null ? null : logoUrl(logo),
    },
  };
}

function hiddenBecause(site: SiteDecisions, isOpen: boolean): 'previewOff' | 'previewHidden' | null {
  if (!site.active) return 'previewOff';
  return !isOpen && site.outOfHours === 'hide' ? 'previewHidden' : null;
}

function themeNow(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
