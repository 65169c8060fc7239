import { eventually, InboxScene, type InboxWindow } from '../support/inbox/index.js';

const MANY = 100_000;

describe('a room of a hundred thousand messages', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.open();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  async function longRoom() {
    const room = await scene.room();
    const { roomId, buyer, seller } = room;
    await scene.db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, content, created_at, read_at)
       SELECT gen_random_uuid(), $1, CASE WHEN n % 3 = 0 THEN $2::uuid ELSE $4 END, CASE WHEN n % 3 = 0 THEN $3::uuid ELSE $5 END,
         n, 'text', 'Mesaj ' || n || repeat(' uzun', n % 7 * 5), now() - (($6 - n) || ' minutes')::interval, now()
       FROM generate_series(1, $6::int) n`,
      [roomId, buyer.userId, buyer.galleryId, seller.userId, seller.galleryId, MANY],
    );
    await scene.db.query(
      `UPDATE chat_rooms SET last_seq = $2, last_message_at = now(), last_message_preview = 'Mesaj' WHERE id = $1`,
      [roomId, MANY],
    );
    return room;
  }

  const numbers = async ({ page }: InboxWindow): Promise<number[]> =>
    (
      await page.evaluate<string[]>(
        "[...document.querySelectorAll('[data-testid=message]')].map((message) => message.dataset.seq)",
      )
    ).map(Number);

  it('opens at its end, and goes back without end in its place and without drawing what is out of sight', async () => {
    const { buyer, roomId } = await longRoom();
    const window = await scene.window(buyer, `#/room/${roomId}`);
    await window.message(`Mesaj ${MANY}`).waitFor();
    let oldest = MANY;
    for (let wheel = 0; oldest > MANY - 600; wheel++) {
      expect(wheel).toBeLessThan(400);
      await window.messages.first().hover();
      await window.page.mouse.wheel(0, -1_500);
      const seen = await eventually(
        () => numbers(window),
        (drawn) => drawn.length > 0,
      );
      oldest = Math.min(...seen);
      expect(seen.length).toBeLessThan(120);
      // Without a gap, and each once.
      expect(seen).toEqual(seen.map((_, i) => oldest + i));
    }
  });

  it('jumps into its middle, and back to its end', async () => {
    const { buyer, roomId } = await longRoom();
    const window = await scene.window(buyer, `#/room/${roomId}/50000`);
    await window.message('Mesaj 50000').waitFor();
    await window.button(/en yeni/i).click();
    await window.message(`Mesaj ${MANY}`).waitFor();
  });
});
