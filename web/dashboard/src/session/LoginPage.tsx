import { Refusal } from '@switchboard/client';
import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { LANGUAGES, type Language, setLanguage, useLanguage, useStrings } from '../language/language.ts';
import { setTheme, THEMES, type Theme, useTheme } from '../theme/theme.ts';
import { Mark } from '../ui/Mark.tsx';
import styles from './LoginPage.module.css';
import { signIn } from './session.ts';

type Attempt = { state: 'ready' } | { state: 'trying' } | { state: 'failed'; text: string };

export function LoginPage({ because }: { because: 'never' | 'ended' | 'left' }) {
  const strings = useStrings();
  const words = strings.session;
  useEffect(() => {
    document.title = `${words.title} · ${strings.product}`;
    // The desk is fetched while the password is typed.
    void import('../desk/Desk.tsx');
  }, [words.title, strings.product]);

  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <Mark />
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        {because !== 'never' && (
          <p className={styles.reason} role="status">
            {words[because]}
          </p>
        )}
        <LoginForm />
      </main>
      <Preferences />
    </div>
  );
}

function LoginForm() {
  const strings = useStrings();
  const words = strings.session;
  const [attempt, setAttempt] = useState<Attempt>({ state: 'ready' });
  const [isShown, setShown] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (attempt.state === 'trying') return;
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    const secret = String(form.get('password'));
    if (email === '' || secret === '') return setAttempt({ state: 'failed', text: words.missing });
    setAttempt({ state: 'trying' });
    try {
      await signIn(email, secret);
    } catch (failure) {
      setAttempt({
        state: 'failed',
        text: isWrong(failure) ? words.wrong : refusalText(failure, strings.refusals),
      });
      password.current?.select();
    }
  }

  const failed = attempt.state === 'failed';
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <label htmlFor={`${id}-email`}>{words.email}</label>
      <input
        id={`${id}-email`}
        name="email"
        type="email"
        autoComplete="username"
        dir="ltr"
        // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and this is its first field
        autoFocus
        required
        aria-invalid={failed}
        aria-describedby={failed ? `${id}-failure` : undefined}
      />
      <label htmlFor={`${id}-password`}>{words.password}</label>
      <input
        ref={password}
        id={`${id}-password`}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        dir="ltr"
        required
        aria-invalid={failed}
        aria-describedby={failed ? `${id}-failure` : undefined}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {words.showPassword}
      </label>
      <p id={`${id}-failure`} role="alert" className={styles.failure}>
        {failed ? attempt.text : ''}
      </p>
      <button type="submit" aria-disabled={attempt.state === 'trying'}>
        {attempt.state === 'trying' ? words.submitting : words.submit}
      </button>
    </form>
  );
}

/** Whoever reads the log-in page must be able to read it: language and theme come before the account. */
function Preferences() {
  const { theme: words, language: languageWords } = useStrings();
  const language = useLanguage();
  const theme = useTheme();
  return (
    <footer className={styles.preferences}>
      <select
        aria-label={languageWords.label}
        value={language}
        onChange={(event) => void setLanguage(event.target.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([key, { name }]) => (
          <option key={key} value={key} lang={key}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={words.label}
        value={theme}
        onChange={(event) => setTheme(event.target.value as Theme)}
      >
        {THEMES.map((key) => (
          <option key={key} value={key}>
            {words[key]}
          </option>
        ))}
      </select>
    </footer>
  );
}

/** The server says the same for a wrong password and an unknown e-mail, and so does the page. */
function isWrong(failure: unknown): boolean {
  return (
    failure instanceof Refusal && (failure.code === 'unauthenticated' || failure.code === 'validation_failed')
  );
}
