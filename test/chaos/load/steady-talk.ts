import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/contracts/index.ts';

/** Milliseconds. */
const ANSWER_TIMEOUT = 10_000;
const LOOK = 5;

export interface Speaker {
  /** The node that they are connected to. */
  url: string;
  token: string;
  roomId: string;
}

interface Options {
  speakers: Speaker[];
  /** Messages a second, of all of them together, whether or not the ones before were answered. */
  rate: number;
}

/** Milliseconds from when a send was due until it was answered, and how many were refused. */
export interface Talk {
  latencies: number[];
  refused: number;
}

/**
 * People who talk steadily while others do something hard, and how long their sends take. In a thread of its own: what
 * it costs to be the others must not count as waiting.
 * @returns what ends the talk, once everyone is connected
 */
export async function talkSteadily(speakers: Speaker[], rate: number): Promise<() => Promise<Talk>> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { speakers, rate } satisfies Options });
  await once(worker, 'message');
  return async () => {
    const heard = once(worker, 'message') as Promise<[Talk]>;
    worker.postMessage('end');
    return (await heard)[0];
  };
}

async function talk({ speakers, rate }: Options): Promise<void> {
  const sockets = await Promise.all(speakers.map(connect));
  const state = { over: false };
  parentPort?.once('message', () => {
    state.over = true;
  });
  parentPort?.postMessage('connected');
  const heard: Talk = { latencies: [], refused: 0 };
  const open: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; !state.over;) {
    for (; sent < ((performance.now() - began) / 1000) * rate; sent++) {
      const number = sent % speakers.length;
      open.push(say(sockets[number], speakers[number], began + (sent / rate) * 1000, heard));
    }
    await delay(LOOK);
  }
  await Promise.all(open);
  parentPort?.postMessage(heard);
  for (const socket of sockets) socket.disconnect();
}

type TalkSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

async function connect({ url, token }: Speaker): Promise<TalkSocket> {
  const socket: TalkSocket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
  await once(socket as never, 'connect');
  return socket;
}

async function say(
  socket: TalkSocket | undefined,
  speaker: Speaker | undefined,
  due: number,
  heard: Talk,
): Promise<void> {
  if (!socket || !speaker) throw new Error('There is nobody to talk');
  const message = { roomId: speaker.roomId, content: 'Araç hâlâ satılık mı?' };
  const answer = await socket.timeout(ANSWER_TIMEOUT).emitWithAck('send_message', message);
  heard.latencies.push(performance.now() - due);
  if (!answer.success) heard.refused += 1;
}

if (!isMainThread) await talk(workerData as Options);
