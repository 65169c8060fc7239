import { performAll, TOUR_ROOM } from './demo-talk/index.ts';
import { BUYER, galleryNameOf, nameOf, SELLER, type Person } from './demo-data.ts';
import { ROOT } from './settings.ts';
import { signToken } from './sign.ts';

const TOKEN_HOURS = 24;

interface Tour {
  /** Where REST begins, with API_PREFIX. */
  api: string;
  /** Where everything else begins. */
  base: string;
  jwtSecret: string;
  /** Whether there is an inbox at `/`. */
  page: boolean;
}

/** Has the people of the demo talk, through the service itself, and tells what to do next. */
export async function tour({ api, base, jwtSecret, page }: Tour): Promise<string> {
  const room = await performAll({ api, jwtSecret });
  const tokenOf = ({ userId, galleryId }: Person) =>
    signToken({ userId, galleryIds: [galleryId], hours: TOKEN_HOURS }, jwtSecret);
  const tokens = { buyer: tokenOf(BUYER), seller: tokenOf(SELLER) };
  const titleOf = (person: Person) => `${nameOf(person)}, ${galleryNameOf(person)}`;

  const curl = (token: string, path: string, rest: string) =>
    `curl -sS -H 'Authorization: Bearer ${token}' ${rest} ${api}/chats${path}`;
  const json = (body: object) => `-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  const upload = `printf 'Ekspertiz raporu: hasar kaydı yok\\n' | ${curl(
    tokens.seller,
    `/${room}/upload`,
    `-F 'file=@-;filename=ekspertiz.txt;type=text/plain' -F 'caption=Ekspertiz raporu'`,
  )}`;
  const step = (title: string, line: string) => `\n${title}\n\n${line}\n`;
  return [
    ...(page ? [`\nOpen ${base}/ in two windows, and pick a gallery in each: they talk to each other.`] : []),
    `\nReady: ${api}/chats, documented at ${base}/docs. Ctrl-C stops everything; the data stays (--fresh begins anew).\n`,
    `Two tokens, good for ${TOKEN_HOURS} hours:`,
    `\n${titleOf(BUYER)} (buyer)\n\n${tokens.buyer}`,
    `\n${titleOf(SELLER)} (seller)\n\n${tokens.seller}`,
    `\nPaste these lines into other terminals, as they are.`,
    step(
      '1. The seller listens in the room. What is typed here is sent (Ctrl-C ends it).',
      listener(base, tokens.seller, room),
    ),
    step(
      '2. The buyer opens the room of their offer.',
      `${curl(tokens.buyer, '', json(TOUR_ROOM.subject))}; echo`,
    ),
    step(
      '3. The buyer writes; it appears at the seller.',
      `${curl(tokens.buyer, `/${room}/messages`, json({ content: 'Ne zaman görebilirim?' }))}; echo`,
    ),
    step(
      '4. The seller sends a file: its presigned link, and the file coming back through it.',
      `link=$(${upload} | grep -o '"file_url":"[^"]*"' | cut -d'"' -f4); echo "$link"; curl -sS "$link"`,
    ),
    step('5. The buyer reads it all.', `${curl(tokens.buyer, `/${room}/messages`, '')}; echo`),
    `\nMore tokens: npm run token -- --user <uuid> --gallery <uuid>   (ids: dev/demo-data.ts)\n`,
  ].join('\n');
}

/** One line for a shell: joins the room, prints what is said, sends what is typed. Holds neither `'` nor `!`. */
function listener(url: string, token: string, room: string): string {
  const program = [
    `import { io } from "socket.io-client"`,
    `const socket = io("${url}", { auth: { token: "${token}" } })`,
    `const show = (name) => (data) => console.log(name, JSON.stringify(data))`,
    `socket.on("connect", () => socket.emit("join_room", "${room}", show("join_room")))`,
    `socket.on("connect_error", (error) => console.log(error.message))`,
    `socket.on("new_message", ({ message }) => console.log(message.first_name + ": " + (message.content ?? message.file_name)))`,
    `process.stdin.on("data", (line) => socket.emit("send_message", { roomId: "${room}", content: String(line).trim() }))`,
  ].join('; ');
  return `(cd '${ROOT.replaceAll("'", `'\\''`)}' && exec node_modules/.bin/node --input-type=module -e '${program}')`;
}
