import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { eventually, InboxScene, type InboxWindow } from '../support/inbox/index.js';

describe('files in the inbox', () => {
  let scene: InboxScene;
  let picture: Buffer;

  beforeAll(async () => {
    scene = await InboxScene.open();
    const background = { r: 20, g: 90, b: 160 };
    picture = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  async function conversation() {
    const room = await scene.room();
    const hash = `#/room/${room.roomId}`;
    const [ours, theirs] = [await scene.window(room.buyer, hash), await scene.window(room.seller, hash)];
    await Promise.all([ours.composer.waitFor(), theirs.composer.waitFor()]);
    return { ...room, ours, theirs };
  }

  /** As the system hands files over that were dropped, or pasted. */
  async function handOver(
    window: InboxWindow,
    event: 'drop' | 'paste',
    name: string,
    type: string,
    bytes: Buffer,
  ) {
    await window.page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], '${name}', { type: '${type}' }));
      const target = document.querySelector('[data-testid=composer] textarea');
      const options = { bubbles: true, cancelable: true };
      if ('${event}' === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
      else for (const step of ['dragenter', 'dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(step, { ...options, dataTransfer: data }));
      }
    })()`);
  }

  it.each(['drop', 'paste'] as const)(
    'a picture by %s is seen by the other side, and opened large',
    async (event) => {
      const { ours, theirs } = await conversation();
      await handOver(ours, event, 'araba.jpg', 'image/jpeg', picture);
      await ours.composer.fill('Ön taraf');
      await ours.composer.press('Enter');
      const shown = theirs.message('Ön taraf').getByRole('button', { name: /araba\.jpg/ });
      await shown.click();
      const gallery = theirs.page.getByRole('dialog');
      await gallery.getByRole('img', { name: 'Ön taraf' }).waitFor();
      await eventually(
        () => theirs.page.evaluate<number>("document.querySelector('dialog img').naturalWidth"),
        (width) => width === 640,
      );
      await theirs.page.keyboard.press('Escape');
      await gallery.waitFor({ state: 'detached' });
    },
  );

  it('a document is sent by the button, and what the service does not take is said before it is sent', async () => {
    const { ours, theirs } = await conversation();
    const chooser = ours.page.locator('[data-testid=composer] input[type=file]');
    await chooser.setInputFiles({
      name: 'zararlı.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg/>'),
    });
    await ours.page.getByText('“zararlı.svg” gönderilemez').waitFor();
    await chooser.setInputFiles({
      name: 'ekspertiz.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Hasarsız\n'),
    });
    await ours.button('Gönder').click();
    await theirs.message('ekspertiz.txt').waitFor();
    expect(await theirs.messages.count()).toBe(1);
  });

  it('an upload that is cancelled is sent to nobody', async () => {
    const { ours, theirs } = await conversation();
    // The store takes its time.
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await ours.page.route(/files|test-/, async (route) => {
      if (route.request().method() === 'POST' && !route.request().url().includes('/chats')) await held;
      await route.continue().catch(() => undefined);
    });
    await handOver(ours, 'drop', 'yanlış.jpg', 'image/jpeg', picture);
    await ours.composer.press('Enter');
    await ours.button(/Yüklemeden vazgeç/).click();
    await ours.outgoing.waitFor({ state: 'detached' });
    goOn();
    await ours.write('Vazgeçtim');
    await theirs.message('Vazgeçtim').waitFor();
    expect(await theirs.messages.count()).toBe(1);
  });

  it('a voice message is recorded, sent, and played by the other side', async () => {
    const { ours, theirs } = await conversation();
    await ours.button('Sesli mesaj kaydet').click();
    await eventually(
      () => ours.page.getByRole('timer').textContent(),
      (time) => /0:0[1-9]/.test(time ?? ''),
    );
    await ours.button('Sesli mesajı gönder').click();
    const voice = theirs.messages.getByRole('group');
    await voice.waitFor();
    await voice.getByRole('button', { name: 'Oynat' }).click();
    await voice.getByRole('button', { name: 'Duraklat' }).waitFor();
  });
});
