import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { Link } from '@tanstack/react-router';
import { toastFailure } from '../desk/toasts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Loaded } from '../settings/Loaded.tsx';
import { PageHeading } from '../settings/PageHeading.tsx';
import { useWords } from '../settings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './Guide.module.css';
import { type Setup, type Step, type StepState, useSetup, useSkip } from './useSetup.ts';

/** The snippet's step turns live by itself when the widget is seen. */
const POLL_MS = 5_000;

/** Where each step is done. */
const PAGES: Record<Step, readonly { page: string; item?: string }[]> = {
  profile: [{ page: 'profile' }, { page: 'security' }],
  secondFactor: [{ page: 'security' }],
  invite: [{ page: 'people', item: 'new' }],
  hours: [{ page: 'departments' }],
  snippet: [{ page: 'sites' }],
};

/** `/dashboard/setup`: what makes a new desk ready, in five steps. Each can be left out; it goes on where it was left. */
export function Guide() {
  const { frame, people } = useWords();
  const { role } = useAccount();
  const setup = useSetup({ pollMs: POLL_MS });
  const words = people.setup;
  if (role !== 'admin') {
    return (
      <main className={styles.main}>
        <Notice title={frame.notFound} />
      </main>
    );
  }
  return (
    <main className={styles.main}>
      <article className={styles.guide}>
        <PageHeading title={words.title} lead={words.lead} />
        <Loaded query={setup}>{(loaded) => <Steps setup={loaded} />}</Loaded>
      </article>
    </main>
  );
}

function Steps({ setup }: { setup: Setup }) {
  const { people } = useWords();
  const { refusals } = useStrings();
  const words = people.setup;
  const skip = useSkip((failure) => toastFailure(words.failed, refusalText(failure, refusals)));
  const open = setup.steps.find(({ done, skipped }) => !done && !skipped);
  const done = setup.steps.filter((state) => state.done).length;
  return (
    <>
      <p role="status" className={styles.progress}>
        {open === undefined ? words.finished : words.progress(done, setup.steps.length)}
      </p>
      <ol className={styles.steps}>
        {setup.steps.map((state) => (
          <Row
            key={state.step}
            state={state}
            isNext={state === open}
            skip={(skipped) => skip({ step: state.step, skipped })}
          />
        ))}
      </ol>
      <p className={styles.end}>
        <Link to="/" className={styles.link}>
          {words.toDesk}
        </Link>
      </p>
    </>
  );
}

interface RowProps {
  state: StepState;
  isNext: boolean;
  skip: (skipped: boolean) => void;
}

function Row({ state: { step, done, skipped }, isNext, skip }: RowProps) {
  const { people } = useWords();
  const words = people.setup;
  const { title, hint } = words.steps[step];
  return (
    <li className={styles.step} data-next={isNext || undefined} aria-current={isNext ? 'step' : undefined}>
      <span className={styles.mark} data-done={done || undefined}>
        <Icon name={done ? 'check' : 'more'} size={16} />
      </span>
      <div className={styles.text}>
        <h2>
          {title} {done && <Chip tone="success">{words.done}</Chip>}
          {!done && skipped && <Chip tone="neutral">{words.skipped}</Chip>}
        </h2>
        <p className={styles.hint}>{done && step === 'snippet' ? words.live : hint}</p>
      </div>
      {!done && (
        <div className={styles.actions}>
          {!skipped && <Places step={step} />}
          <Button
            look="quiet"
            aria-label={`${skipped ? words.unskip : words.skip}: ${title}`}
            onPress={() => skip(!skipped)}
          >
            {skipped ? words.unskip : words.skip}
          </Button>
        </div>
      )}
    </li>
  );
}

function Places({ step }: { step: Step }) {
  const words = useWords();
  return PAGES[step].map(({ page, item }) => {
    const label = words.people.setup.places[page as keyof typeof words.people.setup.places];
    return item === undefined ? (
      <Link key={page} to="/settings/$page" params={{ page }} className={styles.link}>
        {label}
      </Link>
    ) : (
      <Link key={page} to="/settings/$page/$item" params={{ page, item }} className={styles.link}>
        {label}
      </Link>
    );
  });
}
