import { useNavigate } from '@tanstack/react-router';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { LANGUAGES, type Language, setLanguage, useLanguage, useStrings } from '../language/language.ts';
import { signOut } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';
import { pagesFor } from '../settings/pages.ts';
import { useSetup } from '../setup/useSetup.ts';
import { setTheme, THEMES, type Theme, useTheme } from '../theme/theme.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import styles from './AccountMenu.module.css';

export function AccountMenu() {
  const strings = useStrings();
  const account = useAccount();
  const theme = useTheme();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data: setup } = useSetup();

  return (
    <MenuTrigger>
      <AriaButton className={styles.trigger ?? ''}>
        <Avatar name={account.name} look="self" color={account.avatarColor} />
        <span className={styles.name} dir="auto">
          {account.name}
        </span>
        <span className="visually-hidden">{strings.session.account}</span>
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <div className={styles.who}>
          <p dir="auto">{account.name}</p>
          <p className={styles.email}>
            <bdi>{account.email}</bdi> · {strings.roles[account.role]}
          </p>
        </div>
        <Menu aria-label={strings.session.account} className={menu.menu ?? ''}>
          <Choice
            title={strings.theme.label}
            options={THEMES.map((id) => ({ id, name: strings.theme[id] }))}
            chosen={theme}
            choose={(id) => setTheme(id as Theme)}
          />
          <Choice
            title={strings.language.label}
            options={Object.entries(LANGUAGES).map(([id, { name }]) => ({ id, name }))}
            chosen={language}
            choose={(id) => void setLanguage(id as Language)}
          />
          <Separator className={styles.separator ?? ''} />
          {pagesFor(account).length > 0 && (
            <MenuItem className={menu.item ?? ''} onAction={() => void navigate({ to: '/settings' })}>
              {strings.session.settings}
            </MenuItem>
          )}
          {setup !== undefined && !setup.finished && (
            <MenuItem className={menu.item ?? ''} onAction={() => void navigate({ to: '/setup' })}>
              {strings.setup.title}
            </MenuItem>
          )}
          <MenuItem className={menu.item ?? ''} onAction={() => void signOut()}>
            {strings.session.logOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface ChoiceProps {
  title: string;
  options: { id: string; name: string }[];
  chosen: string;
  choose: (id: string) => void;
}

function Choice({ title, options, chosen, choose }: ChoiceProps) {
  return (
    <MenuSection
      className={styles.section ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) choose(String(key));
      }}
    >
      <Header className={styles.title ?? ''}>{title}</Header>
      {options.map(({ id, name }) => (
        <MenuItem key={id} id={id} className={menu.item ?? ''}>
          {({ isSelected }) => (
            <>
              <span>{name}</span>
              {isSelected && <Icon name="check" size={16} />}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
