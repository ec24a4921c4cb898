import { expect, type Locator, type Page } from '@playwright/test';
import { sana } from '../server.mjs';

/** Somebody of the desk. */
export class Agent {
  readonly page: Page;
  readonly #server: string;
  readonly account: typeof sana;

  constructor(page: Page, server: string, account = sana) {
    this.page = page;
    this.#server = server;
    this.account = account;
  }

  async visitDesk(path = ''): Promise<void> {
    await this.page.goto(`${this.#server}/dashboard/${path}`);
  }

  async logIn(password = this.account.password): Promise<void> {
    await this.visitDesk();
    await this.logInHere(password);
  }

  /** Where the log-in page is already. */
  async logInHere(password = this.account.password): Promise<void> {
    await this.page.locator('input[name=email]').fill(this.account.email);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('button[type=submit]').click();
  }

  async atTheDesk(): Promise<void> {
    // What earlier tests did to this account.
    const notices = this.page.getByRole('dialog', { name: 'Since you were here last' });
    await this.page.addLocatorHandler(notices, (dialog) =>
      dialog.getByRole('button', { name: 'All right' }).click(),
    );
    await this.logIn();
    await expect(this.list).toBeVisible();
  }

  async anotherTab(): Promise<Agent> {
    return new Agent(await this.page.context().newPage(), this.#server, this.account);
  }

  /** The pane with tabs, filters and rows. */
  get list(): Locator {
    return this.page.getByRole('navigation');
  }

  async show(view: string): Promise<void> {
    await this.list.getByRole('link', { name: new RegExp(`^${view}`) }).click();
  }

  row(text: string | RegExp): Locator {
    return this.list.getByRole('listitem').filter({ hasText: text }).getByRole('link');
  }

  async openConversation(preview: string): Promise<void> {
    await this.row(preview).click();
    await expect(this.said(preview)).toBeVisible();
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: /answer|جواب/ });
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  said(text: string): Locator {
    return this.page.locator('li[data-side]').getByText(text, { exact: true });
  }

  async comeOnline(): Promise<void> {
    await this.page.getByRole('button', { name: /^Your presence/ }).click();
    await this.page.getByRole('menuitemradio', { name: 'Online' }).click();
    await expect(this.page.getByRole('button', { name: 'Your presence: Online' })).toBeVisible();
  }

  async act(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }
}
