import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

/**
 * The same parts with next to nothing around them: sends that wait are stored by one statement, acknowledged and
 * passed on. Nobody is asked who they are, nothing is checked, counted, repeated or shared with other nodes; the tables
 * have their keys and no other index. What this gives is what the parts allow.
 */
interface Waiting {
  room: string;
  content: string;
  stored: () => void;
}

const db = new pg.Client({ connectionString: process.env.DATABASE_URL });
await db.connect();
await db.query(`
  CREATE TABLE bare_rooms (id uuid PRIMARY KEY, last_seq int NOT NULL DEFAULT 0) WITH (fillfactor = 80);
  CREATE TABLE bare_messages (id uuid PRIMARY KEY, room_id uuid NOT NULL, seq int NOT NULL, content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (room_id, seq))`);

const SEND = `
  WITH input AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS i (id, room_id, content)
  ), room AS (
    UPDATE bare_rooms r SET last_seq = last_seq + 1 FROM input i WHERE r.id = i.room_id RETURNING r.id, r.last_seq
  )
  INSERT INTO bare_messages (id, room_id, seq, content)
  SELECT i.id, room.id, room.last_seq, i.content FROM input i JOIN room ON room.id = i.room_id`;

let waiting: Waiting[] = [];
let underWay = false;

async function store(): Promise<void> {
  underWay = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const values = [
      batch.map(() => randomUUID()),
      batch.map(({ room }) => room),
      batch.map(({ content }) => content),
    ];
    await db.query({ name: 'send', text: SEND, values });
    for (const { stored } of batch) stored();
  }
  underWay = false;
}

const server = createServer();
const io = new Server(server, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', ({ room }: { room: string }, ack: () => void) => {
    void socket.join(room);
    void db.query('INSERT INTO bare_rooms (id) VALUES ($1) ON CONFLICT DO NOTHING', [room]).then(ack);
  });
  socket.on('send', (message: { room: string; content: string }, ack: () => void) => {
    const stored = (): void => {
      io.to(message.room).emit('message', message);
      ack();
    };
    waiting.push({ ...message, stored });
    if (!underWay) void store();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
