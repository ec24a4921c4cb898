import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  chromium,
  expect,
  type Page,
} from '@playwright/test';
import { launchOptions } from '../browser.mjs';
import { admin, Server } from '../server.mjs';
import { Agent } from './agent.ts';
import { Customer } from './customer.ts';
import { Network } from './network.ts';

interface PerTest {
  /** Runs before each test. */
  tidy: undefined;
  /** Opens a browser of its own: cookies and storage are nobody else's. */
  customer: (options?: BrowserContextOptions) => Promise<Customer>;
  agent: (options?: BrowserContextOptions) => Promise<Agent>;
  admin: (options?: BrowserContextOptions) => Promise<Agent>;
  /** An agent with a browser process of her own, and what kills it: no farewell reaches the server. */
  mortalAgent: () => Promise<{ agent: Agent; kill: () => Promise<void> }>;
  /** The way of this test's customers to the server; it can be made bad. */
  network: Network;
}

interface PerRun {
  /** `SWITCHBOARD_…` settings of this file's server. */
  settings: Record<string, string>;
  server: Server;
}

export { expect };

export const test = base.extend<PerTest, PerRun>({
  settings: [{}, { option: true, scope: 'worker' }],

  server: [
    async ({ settings }, use) => {
      const server = await new Server(settings).start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],

  tidy: [
    async ({ server }, use) => {
      await server.tidy();
      await use(undefined);
    },
    { auto: true },
  ],

  network: async ({ server }, use) => {
    const network = await new Network(server.url).start();
    await use(network);
    await network.stop();
  },

  customer: async ({ network, browser }, use) => {
    const house = new House(browser);
    await use(async (options) => new Customer(await house.page(options), network.url));
    await house.close();
  },

  agent: async ({ server, browser }, use) => {
    const house = new House(browser);
    await use(async (options) => new Agent(await house.page(options), server.url));
    await house.close();
  },

  mortalAgent: async ({ server }, use) => {
    const processes: (() => Promise<void>)[] = [];
    await use(async () => {
      const process = await chromium.launchServer(launchOptions);
      const kill = () => process.kill();
      processes.push(kill);
      const browser = await chromium.connect(process.wsEndpoint());
      return { agent: new Agent(await new House(browser).page(), server.url), kill };
    });
    for (const kill of processes) await kill();
  },

  admin: async ({ server, browser }, use) => {
    const house = new House(browser);
    await use(async (options) => new Agent(await house.page(options), server.url, admin));
    await house.close();
  },
});

/** Pages under watch: whatever a page asks of strangers, or its policy forbids it, fails the test. */
class House {
  readonly #browser: Browser;
  readonly #pages: Page[] = [];
  readonly #offences: string[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    // The widget hides in a closed shadow tree; a test has to see what a person sees.
    await context.addInitScript(() => {
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        return attach.call(this, { ...init, mode: 'open' });
      };
    });
    const page = await context.newPage();
    page.on('request', (request) => this.#stranger(request.url()));
    page.on('console', (message) => this.#said(message.text()));
    page.on('pageerror', (error) => this.#offences.push(`error on the page: ${error.message}`));
    this.#pages.push(page);
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.#pages) await page.context().close();
    expect(this.#offences, 'what the pages did wrong').toEqual([]);
  }

  #stranger(url: string): void {
    // Everything that takes part runs on this machine.
    const isOurs = /^(https?:\/\/(127\.0\.0\.1|localhost):|data:|blob:|about:)/.test(url);
    if (!isOurs) this.#offences.push(`request to a stranger: ${url}`);
  }

  #said(text: string): void {
    if (/content security policy|refused to (load|apply|execute|connect)/i.test(text)) {
      this.#offences.push(`policy: ${text}`);
    }
  }
}
