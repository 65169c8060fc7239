import { eventually, InboxScene, type InboxWindow } from '../support/inbox/index.js';

describe('what can be done with a message, seen from both sides', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.open();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  /** Both looking at a room in which the buyer has asked something. */
  async function asked() {
    const room = await scene.room();
    await room.send(room.buyer, 'Fiyatta pazarlık olur mu?');
    const hash = `#/room/${room.roomId}`;
    const [ours, theirs] = [await scene.window(room.buyer, hash), await scene.window(room.seller, hash)];
    const question = (window: InboxWindow) => window.message('Fiyatta pazarlık olur mu?').first();
    await Promise.all([question(ours).waitFor(), question(theirs).waitFor()]);
    return { ...room, ours, theirs, question };
  }

  it('is answered, and the answer leads back to it', async () => {
    const { ours, theirs, question } = await asked();
    await theirs.choose(question(theirs), 'Yanıtla');
    await theirs.write('Biraz olur.');
    const answer = ours.message('Biraz olur.');
    await answer.waitFor();
    await answer.getByRole('button', { name: /Yanıtlanan mesaja git/ }).click();
    await eventually(
      () => question(ours).getAttribute('data-flash'),
      (flash) => flash !== null,
    );
  });

  it('gets an emoji, and loses it again', async () => {
    const { ours, theirs, question } = await asked();
    await theirs.choose(question(theirs), 'Tepki ver');
    await theirs.page
      .getByRole('button', { name: '👍' })
      .or(theirs.page.getByRole('menuitem', { name: '👍' }))
      .first()
      .click();
    const chip = question(ours).getByRole('button', { name: '👍, 1 kişi' });
    await chip.waitFor();
    await question(theirs).getByRole('button', { name: '👍, 1 kişi' }).click();
    await chip.waitFor({ state: 'detached' });
  });

  it('is edited from the keyboard alone, and both see that it was', async () => {
    const { ours, theirs } = await asked();
    await ours.composer.press('ArrowUp');
    await ours.composer.fill('Fiyatta son ne olur?');
    await ours.composer.press('Enter');
    const edited = theirs.message('Fiyatta son ne olur?');
    await edited.filter({ hasText: 'düzenlendi' }).waitFor();
    expect(await theirs.message('pazarlık').count()).toBe(0);
  });

  it('is deleted for both, once that was confirmed', async () => {
    const { ours, theirs, question } = await asked();
    await ours.choose(question(ours), 'Sil');
    await ours.page.getByRole('dialog').getByRole('button', { name: 'Sil' }).click();
    await theirs.message('Bu mesaj silindi').waitFor();
    expect(await theirs.message('pazarlık').count()).toBe(0);
  });

  it('is pinned, and found among the pinned ones', async () => {
    const { ours, theirs, question } = await asked();
    await ours.choose(question(ours), 'Sabitle');
    await theirs.button('Konuşmanın işlemleri').click();
    await theirs.page.getByRole('menuitem', { name: 'Sabitlenen mesajlar' }).click();
    await theirs.page
      .getByRole('region', { name: 'Sabitlenen mesajlar' })
      .getByText('Fiyatta pazarlık olur mu?')
      .waitFor();
  });

  it('is passed on to another conversation', async () => {
    const { ours, question, buyer } = await asked();
    const other = await scene.market.dealer({
      galleryName: 'Çankaya Motors',
      firstName: 'Oğuz',
      lastName: 'Kılıç',
    });
    const vehicleId = await scene.market.vehicle(other.galleryId);
    await scene.as(buyer).post('/chats', { roomType: 'vehicle', vehicleId });
    await ours.rooms.filter({ hasText: 'Çankaya Motors' }).waitFor();
    await ours.choose(question(ours), 'İlet');
    await ours.page.getByRole('dialog').getByText('Çankaya Motors').click();
    const theirs = await scene.window(other);
    await theirs.rooms.first().click();
    await theirs.message('Fiyatta pazarlık olur mu?').filter({ hasText: 'İletildi' }).waitFor();
  });

  it('is found again in its conversation, in Turkish letters of any case', async () => {
    const { ours, send, seller } = await asked();
    await send(seller, 'IŞIKLI İLAN bugün yayında');
    await ours.message('IŞIKLI İLAN').waitFor();
    await ours.button('Konuşmada ara').click();
    const field = ours.page.getByRole('searchbox', { name: 'Bu konuşmada ara' });
    const hit = ours.page.getByRole('list', { name: 'Bulunan mesajlar' }).getByText('IŞIKLI');
    // The index follows about a second behind.
    await eventually(
      async () => {
        await field.fill('');
        await field.fill('ışıklı ilan');
        return hit.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      },
      (isFound) => isFound,
    );
  });

  it('is read by somebody who uses the keyboard only', async () => {
    const { theirs, question } = await asked();
    await question(theirs).focus();
    await theirs.page.keyboard.press('Enter');
    await theirs.page.getByRole('menu').waitFor();
    await theirs.page.keyboard.press('Escape');
    await eventually(
      () => theirs.page.evaluate<string>("document.activeElement?.dataset.seq ?? ''"),
      (seq) => seq === '1',
    );
  });
});
