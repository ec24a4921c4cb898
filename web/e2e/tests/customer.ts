import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** Somebody on the shop's page with a question. */
export class Customer {
  readonly page: Page;
  readonly #server: string;

  constructor(page: Page, server: string) {
    this.page = page;
    this.#server = server;
  }

  async visitShop(query = ''): Promise<void> {
    await this.page.goto(`${this.#server}/demo${query}`);
  }

  async anotherTab(): Promise<Customer> {
    return new Customer(await this.page.context().newPage(), this.#server);
  }

  get chat(): FrameLocator {
    return this.page.frameLocator('switchboard-chat iframe');
  }

  get field(): Locator {
    return this.chat.getByRole('textbox');
  }

  get button(): Locator {
    return this.page.locator('switchboard-chat button');
  }

  async openChat(): Promise<void> {
    await this.button.click();
    await expect(this.field).toBeVisible();
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  said(text: string): Locator {
    return this.chat.getByText(text, { exact: true });
  }
}
