import { eventually, InboxScene } from '../support/inbox/index.js';

describe('two dealers, each in a window of their own', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.open();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  /** Both looking at the same room. */
  async function conversation() {
    const room = await scene.room();
    const hash = `#/room/${room.roomId}`;
    const [buyer, seller] = await Promise.all([
      scene.window(room.buyer, hash),
      scene.window(room.seller, hash),
    ]);
    await Promise.all([buyer.composer.waitFor(), seller.composer.waitFor()]);
    return { ...room, ours: buyer, theirs: seller };
  }

  it('see at once what the other writes, and whether it was stored and read', async () => {
    const { ours, theirs } = await conversation();
    await ours.write('Araç hâlâ satılık mı?');
    await theirs.message('Araç hâlâ satılık mı?').waitFor();
    await ours.page.locator('[data-testid=message][data-status=read]').waitFor();
    await theirs.write('Evet, bugün görebilirsiniz.');
    await ours.message('Evet, bugün görebilirsiniz.').waitFor();
    expect(await ours.messages.count()).toBe(2);
    expect(await ours.outgoing.count()).toBe(0);
  });

  it('see that the other is typing, and that they have stopped', async () => {
    const { ours, theirs } = await conversation();
    await theirs.composer.pressSequentially('Bakıp dönüyorum');
    await ours.page.getByText('yazıyor').first().waitFor();
    await theirs.composer.press('Enter');
    await ours.message('Bakıp dönüyorum').waitFor();
    await eventually(
      () => ours.page.getByText('yazıyor').count(),
      (count) => count === 0,
    );
  });

  it('have a list that tells what is new, also in the title, until it is read', async () => {
    const { buyer, seller, send, roomId } = await scene.room({ buying: 'Iğdır Şık Oto' });
    const theirs = await scene.window(seller);
    await theirs.rooms.first().waitFor();
    await send(buyer, 'İlk mesaj');
    await send(buyer, 'İkinci mesaj');
    const row = theirs.rooms.filter({ hasText: 'Iğdır Şık Oto' });
    await row.filter({ hasText: '2 okunmamış mesaj' }).waitFor();
    await row.filter({ hasText: 'İkinci mesaj' }).waitFor();
    await eventually(
      () => theirs.page.title(),
      (title) => title.startsWith('(2)'),
    );

    await row.click();
    await theirs.message('İkinci mesaj').waitFor();
    await eventually(
      () => theirs.page.title(),
      (title) => !title.startsWith('('),
    );
    await eventually(
      () => row.getByText('okunmamış').count(),
      (count) => count === 0,
    );
    const { body } = await scene
      .as(buyer)
      .get<{ messages: { read_at: string | null }[] }>(`/chats/${roomId}`);
    expect(body.data.messages.every(({ read_at }) => read_at !== null)).toBe(true);
  });

  it('keep what was begun to be written when they look elsewhere', async () => {
    const { ours, seller } = await conversation();
    await ours.composer.fill('Yarım kalan');
    await ours.page.reload();
    await eventually(
      () => ours.composer.inputValue(),
      (text) => text === 'Yarım kalan',
    );
    expect(seller.galleryName).toBe('Ege Galeri');
  });

  it('find each other by name however it is written, İ and ı told apart', async () => {
    const { seller } = await scene.room({ buying: 'IŞIL İkinci El' });
    const theirs = await scene.window(seller);
    const field = theirs.page.getByRole('searchbox');
    await theirs.rooms.first().waitFor();
    for (const text of ['ışıl', 'IŞIL', 'ikinci', 'İKİNCİ']) {
      await field.fill(text);
      await theirs.rooms.filter({ hasText: 'IŞIL İkinci El' }).waitFor();
    }
    await field.fill('olmayan ad');
    await eventually(
      () => theirs.rooms.count(),
      (count) => count === 0,
    );
  });

  it('jump to a message that was found, however far back it is', async () => {
    const { buyer, seller, send } = await scene.room();
    for (let i = 1; i <= 120; i++)
      await send(buyer, i === 12 ? 'Ruhsat IŞIKLAR şubesinde' : `Sıradan mesaj ${i}`);
    const theirs = await scene.window(seller);
    await theirs.page.getByRole('searchbox').fill('ışıklar');
    const hit = theirs.page.getByText('IŞIKLAR').first();
    await hit.waitFor({ timeout: 20_000 });
    await hit.click();
    const found = theirs.message('Ruhsat IŞIKLAR şubesinde');
    await found.waitFor();
    expect(await found.getAttribute('data-seq')).toBe('12');
  });
});
