import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Locator, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a broken connection is expected to make the browser say. */
const EXPECTED = /net::ERR_|WebSocket connection|Failed to load resource/;

interface AxeResults {
  violations: { id: string; help: string; nodes: { html: string; target: string[] }[] }[];
}

/** The inbox in one browser window, as somebody uses it. */
export class InboxWindow {
  /** Errors that the page let fall: thrown, logged, or forbidden by its security policy. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(context: BrowserContext, url: string): Promise<InboxWindow> {
    const window = InboxWindow.of(context, await context.newPage());
    await window.page.goto(url);
    return window;
  }

  /** A window that the page itself has opened. */
  static of(context: BrowserContext, page: Page): InboxWindow {
    page.setDefaultTimeout(10_000);
    return new InboxWindow(context, page);
  }

  /** The window that opens when this is done. */
  async opening(action: () => Promise<void>): Promise<InboxWindow> {
    const [page] = await Promise.all([this.context.waitForEvent('page'), action()]);
    return InboxWindow.of(this.context, page);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  get rooms(): Locator {
    return this.page.getByTestId('room-row');
  }

  get composer(): Locator {
    return this.page.getByTestId('composer').getByRole('textbox');
  }

  get connection(): Locator {
    return this.page.getByTestId('connection');
  }

  /** Messages that stand in the room, of those that are drawn. */
  get messages(): Locator {
    return this.page.getByTestId('message');
  }

  /** One's own that are not acknowledged. */
  get outgoing(): Locator {
    return this.page.getByTestId('outgoing');
  }

  message(text: string | RegExp): Locator {
    return this.messages.filter({ hasText: text });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Types a text and sends it. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Opens the menu of a message and chooses what it offers under this name. */
  async choose(message: Locator, action: string | RegExp): Promise<void> {
    await message.focus();
    await message.press('Enter');
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  /** What somebody who cannot see or use a mouse would stumble over; empty when nothing. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<AxeResults>('axe.run()');
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 200)}`),
    );
  }
}
