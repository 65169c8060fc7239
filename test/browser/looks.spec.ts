import { mkdirSync } from 'node:fs';
import { InboxScene, type InboxWindow } from '../support/inbox/index.js';

/** Where the pictures of the README come from; `npm run screenshots` puts them there. */
const PICTURES = process.env.SCREENSHOTS ?? '.data/screenshots';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

describe('how the inbox looks, and whether everybody can use it', () => {
  let scene: InboxScene;
  let room: Awaited<ReturnType<InboxScene['room']>>;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    scene = await InboxScene.open();
    room = await scene.room();
    const { buyer, seller, send } = room;
    const first = await send(buyer, 'Merhaba, 320i için teklif verdim. Değerlendirir misiniz?');
    await send(seller, 'Merhaba Ayşe Hanım, teşekkürler. Aracı görmek ister misiniz?', {
      replyToId: first.id,
    });
    await send(buyer, 'Yarın öğleden sonra uygunsa gelirim 👍');
    await send(buyer, 'Ekspertiz raporu var mı?');
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  const shot = async ({ page }: InboxWindow, name: string): Promise<void> => {
    await page.screenshot({ path: `${PICTURES}/${name}.png`, animations: 'disabled' });
  };

  it.each([
    ['desktop', { ...DESKTOP, colorScheme: 'light' }],
    ['dark', { ...DESKTOP, colorScheme: 'dark' }],
    ['phone', { ...PHONE, colorScheme: 'light' }],
    ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
    ['english', { ...DESKTOP, colorScheme: 'light', locale: 'en-GB' }],
  ] as const)('%s: a conversation without a barrier', async (name, options) => {
    const window = await scene.window(room.seller, `#/room/${room.roomId}`, options);
    await window.message('Ekspertiz raporu var mı?').waitFor();
    await shot(window, name);
    expect(await window.barriers()).toEqual([]);
  });

  it.each([
    ['list', PHONE],
    ['empty', DESKTOP],
  ] as const)('%s: the list without a barrier', async (name, options) => {
    const window = await scene.window(room.seller, '', options);
    await window.rooms.first().waitFor();
    await shot(window, name);
    expect(await window.barriers()).toEqual([]);
  });

  it('is used on a phone one pane at a time, with the way back', async () => {
    const window = await scene.window(room.seller, '', PHONE);
    await window.rooms.first().click();
    await window.message('Ekspertiz raporu var mı?').waitFor();
    expect(await window.rooms.first().isVisible()).toBe(false);
    await window.page.goBack();
    await window.rooms.first().waitFor();
    expect(await window.composer.isVisible()).toBe(false);
  });

  it('needs nothing sideways, however small the phone', async () => {
    const window = await scene.window(room.seller, `#/room/${room.roomId}`, {
      viewport: { width: 320, height: 640 },
    });
    await window.message('Ekspertiz raporu var mı?').waitFor();
    expect(await window.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
  });
});
