import { mkdirSync } from 'node:fs';
import { EMRE } from '../../dev/demo-data.js';
import { InboxScene, type InboxWindow } from '../support/inbox/index.js';

const PICTURES = '.data/screenshots';
/** Those that the README shows; `npm run screenshots` puts them where it looks for them. */
const SHOWN = { names: ['desktop', 'dark', 'phone'], folder: process.env.SCREENSHOTS ?? PICTURES };

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const NEWEST = 'Akşama kadar araç sizin için ayrılmış durumda.';

describe('how the inbox looks, and whether everybody can use it', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    scene = await InboxScene.openDemo();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  const shot = async ({ page }: InboxWindow, name: string): Promise<void> => {
    const folder = SHOWN.names.includes(name) ? SHOWN.folder : PICTURES;
    await page.screenshot({ path: `${folder}/inbox-${name}.png`, animations: 'disabled' });
  };

  /** A conversation with a bit of everything. */
  async function conversation(options: object): Promise<InboxWindow> {
    const window = await scene.demo(EMRE, '', options);
    await window.rooms.filter({ hasText: 'Audi A4' }).click();
    await window.message(NEWEST).waitFor();
    await window.page.waitForLoadState('networkidle');
    return window;
  }

  it.each([
    ['desktop', { ...DESKTOP, colorScheme: 'light' }],
    ['dark', { ...DESKTOP, colorScheme: 'dark' }],
    ['phone', { ...PHONE, colorScheme: 'light' }],
    ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
    ['english', { ...DESKTOP, colorScheme: 'light', locale: 'en-GB' }],
  ] as const)('%s: a conversation without a barrier', async (name, options) => {
    const window = await conversation(options);
    await shot(window, name);
    expect(await window.barriers()).toEqual([]);
  });

  it.each([
    ['list', PHONE],
    ['welcome', DESKTOP],
  ] as const)('%s: the list without a barrier', async (name, options) => {
    const window = await scene.demo(EMRE, '', options);
    await window.rooms.first().waitFor();
    await shot(window, name);
    expect(await window.barriers()).toEqual([]);
  });

  it('is used on a phone one pane at a time, with the way back', async () => {
    const window = await conversation(PHONE);
    expect(await window.rooms.first().isVisible()).toBe(false);
    await window.page.goBack();
    await window.rooms.first().waitFor();
    expect(await window.composer.isVisible()).toBe(false);
  });

  it('needs nothing sideways, however small the phone', async () => {
    const window = await conversation({ viewport: { width: 320, height: 640 } });
    expect(await window.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
  });
});
