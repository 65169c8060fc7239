import { createChatClient } from '@dealer-messaging/client';

const { API = 'http://localhost:3005', TOKEN, ROOM, COUNT = '100' } = process.env;
const client = createChatClient({ url: API, getToken: () => TOKEN });
await client.open();

const room = client.room(ROOM);
room.open();
for (let i = 1; i <= Number(COUNT); i++) room.send(`Mesaj ${i}`);
room.state.subscribe(() => {
  const { messages, outgoing } = room.state.get();
  console.log(`newest stored: ${messages.at(-1)?.seq ?? 0}, waiting: ${outgoing.length}`);
  if (outgoing.length === 0) client.close();
});
