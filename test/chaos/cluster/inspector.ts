import { once } from 'node:events';

interface Answer {
  id: number;
  result: { usedSize?: number };
}

/**
 * Bytes that JavaScript keeps in a process after all garbage is collected: asked of its inspector, so that the service
 * itself offers no such thing.
 */
export async function heapKept(port: number): Promise<number> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  const ask = async (id: number, method: string): Promise<Answer['result']> => {
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
      const answer = JSON.parse(data) as Answer;
      if (answer.id === id) return answer.result;
    }
  };
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    return (await ask(2, 'Runtime.getHeapUsage')).usedSize ?? Number.NaN;
  } finally {
    socket.close();
  }
}
