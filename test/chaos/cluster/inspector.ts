import { once } from 'node:events';

/** Where in the source a profile's node stands; without a URL for what is no JavaScript. */
export interface CallFrame {
  functionName: string;
  url: string;
}

/** What V8 saw a process do: the `.cpuprofile` that DevTools open. */
export interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame }[];
  /** The node that was at work at each look. */
  samples: number[];
  /** Microseconds before each look. */
  timeDeltas: number[];
}

type Ask = (method: string, params?: object) => Promise<unknown>;

/** Microseconds between two looks of a profile. */
const LOOK = 500;

/**
 * Bytes that JavaScript keeps in a process after all garbage is collected: asked of its inspector, so that the service
 * itself offers no such thing.
 */
export const heapKept = (port: number): Promise<number> =>
  inspecting(port, async (ask) => {
    await ask('HeapProfiler.collectGarbage');
    return ((await ask('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  });

/** What a process did during the work. */
export const cpuProfile = (port: number, work: () => Promise<unknown>): Promise<CpuProfile> =>
  inspecting(port, async (ask) => {
    await ask('Profiler.enable');
    await ask('Profiler.setSamplingInterval', { interval: LOOK });
    await ask('Profiler.start');
    await work();
    return ((await ask('Profiler.stop')) as { profile: CpuProfile }).profile;
  });

async function inspecting<T>(port: number, work: (ask: Ask) => Promise<T>): Promise<T> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  let asked = 0;
  const ask: Ask = async (method, params = {}) => {
    const id = ++asked;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
      const answer = JSON.parse(data) as { id: number; result: unknown };
      if (answer.id === id) return answer.result;
    }
  };
  try {
    return await work(ask);
  } finally {
    socket.close();
  }
}
