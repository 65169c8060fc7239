import { eventually, InboxScene, type InboxWindow } from '../support/inbox/index.js';

/** Milliseconds. */
const MINUTE = 60_000;

describe('the inbox when something breaks', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.open();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  /** Of the messages, as they stand one below the other. */
  const numbers = async (window: InboxWindow): Promise<(string | null)[]> =>
    Promise.all((await window.messages.all()).map((message) => message.getAttribute('data-seq')));

  it('keeps what is written without a network for a minute, and both sides end with the same', async () => {
    const { buyer, seller, roomId, send } = await scene.room();
    const hash = `#/room/${roomId}`;
    const ours = await scene.window(buyer, hash, { url: scene.line.url });
    const theirs = await scene.window(seller, hash);
    await ours.write('Bağlantı varken');
    await theirs.message('Bağlantı varken').waitFor();

    await scene.line.refuse();
    await ours.connection.waitFor();
    await ours.write('Bağlantı yokken 1');
    await ours.write('Bağlantı yokken 2');
    await send(seller, 'Siz yokken');
    expect(await ours.outgoing.count()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, MINUTE));
    expect(await ours.outgoing.count()).toBe(2);
    await scene.line.open();

    await theirs.message('Bağlantı yokken 2').waitFor({ timeout: 20_000 });
    await eventually(
      () => ours.outgoing.count(),
      (count) => count === 0,
    );
    await ours.message('Siz yokken').waitFor();
    expect(await numbers(ours)).toEqual(['1', '2', '3', '4']);
    expect(await numbers(theirs)).toEqual(['1', '2', '3', '4']);
    await ours.connection.waitFor({ state: 'hidden' });
  }, 150_000);

  it('sends after a reload what was written without a network', async () => {
    const { buyer, seller, roomId } = await scene.room();
    const ours = await scene.window(buyer, `#/room/${roomId}`, { url: scene.line.url });
    await ours.write('Bir');
    await ours.message('Bir').waitFor();
    await scene.line.refuse();
    await ours.connection.waitFor();
    await ours.write('Kapanmadan önce');
    await ours.outgoing.waitFor();
    await scene.line.open();
    await ours.page.reload();
    await ours.message('Kapanmadan önce').waitFor();
    const theirs = await scene.window(seller, `#/room/${roomId}`);
    await theirs.message('Kapanmadan önce').waitFor();
    expect(await numbers(theirs)).toEqual(['1', '2']);
  });

  it('neither loses nor doubles what is being sent when the service is killed', async () => {
    const { buyer, seller, roomId } = await scene.room();
    const hash = `#/room/${roomId}`;
    const [ours, theirs] = [await scene.window(buyer, hash), await scene.window(seller, hash)];
    await theirs.composer.waitFor();
    await ours.composer.waitFor();
    for (let i = 1; i <= 10; i++) {
      await ours.write(`Mesaj ${i}`);
      if (i === 5) await scene.kill();
    }
    await scene.start();
    await theirs.message('Mesaj 10').waitFor({ timeout: 30_000 });
    await eventually(
      () => ours.outgoing.count(),
      (count) => count === 0,
    );
    const { rows } = await scene.db.query<{ content: string }>(
      'SELECT content FROM chat_messages WHERE room_id = $1 ORDER BY seq',
      [roomId],
    );
    const expected = Array.from({ length: 10 }, (_, i) => `Mesaj ${i + 1}`);
    expect(rows.map(({ content }) => content)).toEqual(expected);
    expect(await numbers(theirs)).toEqual(expected.map((_, i) => String(i + 1)));
  });
});
