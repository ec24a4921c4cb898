import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../Loaded.tsx';
import line from '../list/LogEntry.module.css';
import { useObject } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './LanguageModel.module.css';
import { askerOf, type SentRequest, said, sentRequests } from './model.ts';

/** One line; opened, what was sent and what came back. */
export function Request({ request }: { request: SentRequest }) {
  const { languageModel: words } = useWords();
  const language = useLanguage();
  const [isOpen, open] = useState(false);
  return (
    <details className={line.entry} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>
        <span className={line.title}>
          {said(words.tasks, request.task)}{' '}
          <Chip tone={request.result === 'answered' ? 'success' : 'warning'}>
            {said(words.results, request.result)}
          </Chip>
        </span>
        <span className={line.who}>
          <bdi>{askerOf(request.by, words)}</bdi>
          {' · '}
          <time dateTime={request.at}>{full(Date.parse(request.at), language)}</time>
        </span>
      </summary>
      {isOpen && <Texts id={request.id} />}
    </details>
  );
}

function Texts({ id }: { id: string }) {
  return (
    <div className={line.body}>
      <Loaded query={useObject(sentRequests, id)}>{(request) => <Whole request={request} />}</Loaded>
    </div>
  );
}

function Whole({ request }: { request: SentRequest }) {
  const { languageModel: words } = useWords();
  const { sent = [], answer, conversationId } = request;
  return (
    <>
      {sent.map(({ role, content }) => (
        <Said key={role} title={said(words.roles, role)} text={content} />
      ))}
      <Said title={words.answer} text={answer ?? words.noAnswer} />
      <dl className={styles.facts}>
        <Fact name={words.model}>{request.model}</Fact>
        <Fact name={words.endpoint}>{request.endpoint}</Fact>
        <Fact name={words.status}>{request.status}</Fact>
        <Fact name={words.promptSize}>{request.promptSize}</Fact>
        <Fact name={words.answerSize}>{request.answerSize}</Fact>
        <Fact name={words.took}>{request.milliseconds}</Fact>
      </dl>
      {conversationId !== null && (
        <p>
          <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId }}>
            {words.conversation}
          </Link>
        </p>
      )}
    </>
  );
}

/** Others' words: shown as text, whatever they look like. */
function Said({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <h3 className={styles.role}>{title}</h3>
      <p className={styles.text} dir="auto">
        {text}
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="ltr">{children}</dd>
    </div>
  );
}
