import type { Conversation } from '../contract.ts';
import { nameOf } from '../inbox/names.ts';
import { useLanguage, useStrings } from '../language/language.ts';
import { full } from '../language/time.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { UserText } from '../ui/UserText.tsx';
import { Activities } from './Activities.tsx';
import { CategorySelect } from './CategorySelect.tsx';
import styles from './CustomerPanel.module.css';
import { factsOf, languageName } from './facts.ts';
import { LabelsField } from './Labels.tsx';
import { mailLink } from './mailLink.ts';
import { Fact, Facts } from './PanelFacts.tsx';
import { PrioritySelect } from './PrioritySelect.tsx';
import { Routing } from './Routing.tsx';
import { UNDERSTOOD, Understood } from './Understood.tsx';

export function CustomerPanel({ conversation, close }: { conversation: Conversation; close: () => void }) {
  const strings = useStrings();
  const words = strings.customer;
  const { customer, metadata } = conversation;
  const name = nameOf(conversation, strings);
  const page = typeof metadata.pageUrl === 'string' ? metadata.pageUrl : null;

  return (
    <aside className={styles.panel} aria-label={strings.conversation.details}>
      <header className={styles.header}>
        <Avatar name={name} />
        <div className={styles.who}>
          <h2 dir="auto">{name}</h2>
          <p>{words.kinds[customer.kind]}</p>
        </div>
        <Button look="quiet" isIcon aria-label={words.hide} onPress={close}>
          <Icon name="close" size={16} />
        </Button>
      </header>
      <Facts>
        <Fact name={words.email}>{customer.email && <MailAddress address={customer.email} />}</Fact>
        <Fact name={words.phone}>{customer.phone && <bdi>{customer.phone}</bdi>}</Fact>
        <Fact name={words.locale}>{customer.locale && <Locale tag={customer.locale} />}</Fact>
        <Fact name={words.page}>{page && <UserText text={page} />}</Fact>
      </Facts>
      <ConversationFacts conversation={conversation} />
      <Understood conversation={conversation} />
      <Routing conversation={conversation} />
      <Loose title={words.metadata} facts={factsOf(metadata, ['pageUrl', ...UNDERSTOOD])} />
      <Loose title={words.attributes} facts={factsOf(customer.attributes ?? {}, [])} />
      <Activities conversation={conversation} />
      <Times conversation={conversation} />
    </aside>
  );
}

function MailAddress({ address }: { address: string }) {
  const link = mailLink(address);
  return link === null ? <bdi>{address}</bdi> : <a href={link}>{address}</a>;
}

function Locale({ tag }: { tag: string }) {
  return languageName(tag, useLanguage());
}

function ConversationFacts({ conversation }: { conversation: Conversation }) {
  const strings = useStrings();
  const words = strings.customer;
  return (
    <Facts title={words.conversation}>
      <Fact name={words.number}>{strings.inbox.number(conversation.number)}</Fact>
      <Fact name={words.subject}>{conversation.subject && <bdi>{conversation.subject}</bdi>}</Fact>
      <Fact name={words.category}>
        <CategorySelect conversation={conversation} />
      </Fact>
      <Fact name={strings.inbox.priority}>
        <PrioritySelect conversation={conversation} />
      </Fact>
      <Fact name={strings.labels.title}>
        <LabelsField conversation={conversation} />
      </Fact>
      <Fact name={words.department}>
        {conversation.department && <bdi>{conversation.department.name}</bdi>}
      </Fact>
      <Fact name={words.agent}>
        {conversation.assignedAgent && <bdi>{conversation.assignedAgent.name}</bdi>}
      </Fact>
      <Fact name={words.rating}>{conversation.rating && words.ratingOf(conversation.rating.score)}</Fact>
    </Facts>
  );
}

function Times({ conversation }: { conversation: Conversation }) {
  const { customer: words } = useStrings();
  const language = useLanguage();
  const times: [name: string, at: string | null][] = [
    [words.opened, conversation.createdAt],
    [words.requestedAgent, conversation.requestedAgentAt],
    [words.assigned, conversation.assignedAt],
    [words.firstResponse, conversation.firstResponseAt],
    [words.resolved, conversation.resolvedAt],
    [words.closed, conversation.closedAt],
  ];
  return (
    <Facts title={words.times}>
      {times.map(([name, at]) => (
        <Fact key={name} name={name}>
          {at && <time dateTime={at}>{full(Date.parse(at), language)}</time>}
        </Fact>
      ))}
    </Facts>
  );
}

/** What a host page has told: names and values nobody here knows beforehand. */
function Loose({ title, facts }: { title: string; facts: [name: string, value: string][] }) {
  if (facts.length === 0) return null;
  return (
    <Facts title={title}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          <bdi>
            <UserText text={value} />
          </bdi>
        </Fact>
      ))}
    </Facts>
  );
}
