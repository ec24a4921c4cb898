import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, type Selection } from 'react-aria-components';
import type { Conversation } from '../contract.ts';
import { toastFailure } from '../desk/toasts.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';
import { useLabels } from '../settings/desk/lists.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import { LabelChip } from './LabelChip.tsx';
import styles from './Labels.module.css';
import { choicesOf, isSameSet } from './labels.ts';

const MOST_IN_HEADER = 3;

/** In one line: the first few, and how many more. */
export function HeaderLabels({ conversation }: { conversation: Conversation }) {
  const colors = useColors();
  const labels = conversation.labels ?? [];
  const more = labels.length - MOST_IN_HEADER;
  return (
    <>
      {labels.slice(0, MOST_IN_HEADER).map((name) => (
        <LabelChip key={name} name={name} color={colors.get(name)} />
      ))}
      {more > 0 && <span>+{more}</span>}
    </>
  );
}

/** All of them, and a list to choose from; what was chosen is set when the list closes. */
export function LabelsField({ conversation }: { conversation: Conversation }) {
  const strings = useStrings();
  const words = strings.labels;
  const { data: known = [], isPending: isLoading } = useLabels();
  const set = useSetLabels(conversation);
  const colors = useColors();
  const now = set.pending ?? conversation.labels ?? [];
  const [chosen, choose] = useState<readonly string[]>(now);

  function change(selection: Selection) {
    choose(selection === 'all' ? choices.map(({ name }) => name) : [...selection].map(String));
  }

  function toggle(isOpen: boolean) {
    if (isOpen) choose(now);
    else if (!isSameSet(chosen, now)) set.mutate([...chosen]);
  }

  const choices = choicesOf(known, now);
  return (
    <div className={styles.field}>
      {now.length === 0 && <span className={styles.none}>{words.none}</span>}
      {now.map((name) => (
        <LabelChip key={name} name={name} color={colors.get(name)} />
      ))}
      {conversation.status !== 'closed' && (
        <MenuTrigger onOpenChange={toggle}>
          <Button look="quiet" isIcon aria-label={words.edit}>
            <Icon name="plus" size={16} />
          </Button>
          <Popover className={menu.popover ?? ''} placement="bottom end">
            <Menu
              className={menu.menu ?? ''}
              aria-label={words.title}
              selectionMode="multiple"
              selectedKeys={chosen}
              onSelectionChange={change}
              renderEmptyState={() => (
                <p className={styles.empty}>{isLoading ? strings.inbox.loading : words.noneToChoose}</p>
              )}
            >
              {choices.map(({ name, color }) => (
                <MenuItem key={name} id={name} textValue={name} className={menu.item ?? ''}>
                  {({ isSelected }) => (
                    <>
                      <LabelChip name={name} color={color} />
                      {isSelected && <Icon name="check" size={16} />}
                    </>
                  )}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </div>
  );
}

function useSetLabels(conversation: Conversation) {
  const strings = useStrings();
  const queries = useQueryClient();
  const account = useAccount();
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (labels: string[]) =>
      api.request<Conversation>('PATCH', `/conversations/${conversation.id}`, {
        body: { labels, expectedLabels: conversation.labels ?? [] },
      }),
    onSuccess: (changed) => applyConversation(queries, changed, account.id),
    onError: (failure) => toastFailure(strings.labels.failed, conflictText(failure, strings)),
  });
  return { mutate, pending: isPending ? variables : null };
}

function useColors(): ReadonlyMap<string, string> {
  const { data = [] } = useLabels();
  return new Map(data.map(({ name, color }) => [name, color]));
}
